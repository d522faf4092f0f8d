package io.safeconfig.spring.boot.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.safeconfig.store.file.KnownLocks;

/**
 * The locks that are known of.
 *
 * @param total how many there are
 * @param truncated whether there are more than those shown
 * @param locks the first of them, by name
 * @param unseen what could not be looked at and why; absent if everything was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LocksDescriptor(int total, boolean truncated, List<LockDescriptor> locks, List<String> unseen) {

	/** As many as an operator can read. */
	private static final int MOST_SHOWN = 1000;

	static LocksDescriptor of(KnownLocks known) {
		List<LockDescriptor> shown = known.locks().stream().limit(MOST_SHOWN).map(LockDescriptor::of).toList();
		return new LocksDescriptor(known.total(), known.total() > shown.size(), shown, known.unseen());
	}

}
