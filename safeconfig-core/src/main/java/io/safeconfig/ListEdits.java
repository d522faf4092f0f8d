package io.safeconfig;

/** How a list that is given by value is worked into the one that is there. */
enum ListEdits {

	/**
	 * Item by item, so that each keeps its bytes and comments; as a whole where so many
	 * would have to be edited that this takes long.
	 */
	SHORT,

	/** As a whole, as everything else that is not a mapping. */
	WHOLE,

	/** Item by item, however many. */
	ITEMS

}
