package io.safeconfig;

import java.util.List;

import io.safeconfig.format.NodePath;

/**
 * What is at some places of a document stands in the way. For whoever knows which
 * document it is, and so the lines of these places.
 */
final class PlaceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<NodePath> places;

	/**
	 * Create an exception.
	 * @param reason one clause, without content of the file
	 * @param places where it is
	 */
	PlaceException(String reason, NodePath... places) {
		super(reason, null, false, false);
		this.places = List.of(places);
	}

	String reason() {
		return String.valueOf(getMessage());
	}

	List<NodePath> places() {
		return this.places;
	}

}
