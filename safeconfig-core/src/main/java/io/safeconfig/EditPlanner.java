package io.safeconfig;

import java.util.List;

import io.safeconfig.format.ConfigNode;
import io.safeconfig.format.ConfigNode.Mapping;
import io.safeconfig.format.ContentEdit;

/**
 * Turns an operation of a user into edits at exact places. All edits of one operation are
 * planned on the document as it is before the first of them; each one still leads to the
 * right place after those before it.
 */
interface EditPlanner {

	/** Give a path a value, whatever it had. */
	List<ContentEdit> set(ConfigPath path, ConfigNode value);

	/** Away with what is at a path. */
	List<ContentEdit> remove(ConfigPath path);

	/** A new last item. */
	List<ContentEdit> append(ConfigPath sequence, ConfigNode value);

	/** A new item in front of the one at the path. */
	List<ContentEdit> insert(ConfigPath item, ConfigNode value);

	/** Another last step for a path. */
	List<ContentEdit> rename(ConfigPath path, String key);

	/** Give the leaves of a value to the paths below a path, and keep all others. */
	List<ContentEdit> merge(ConfigPath path, Mapping values);

	/** RFC 7396: as a merge, and null removes. */
	List<ContentEdit> mergePatch(ConfigPath path, Mapping patch);

	/** As a merge patch, but with relaxed names in every format. */
	List<ContentEdit> update(ConfigPath path, Mapping changes);

}
