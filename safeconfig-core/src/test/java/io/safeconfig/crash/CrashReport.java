package io.safeconfig.crash;

import java.util.List;

/**
 * What a checker found.
 *
 * @param moments how many different moments there were to crash at, with what was on its
 * way to the disk
 * @param first how many different disks a crash of the scenario itself leaves
 * @param disks how many with crashes of the recovery, of the recovery after that, and so
 * on
 * @param leftTemps on how many of them a temp stays, since the record is lost that would
 * tell of it
 * @param capped whether there would have been more
 * @param violations what is wrong, with how it came about
 * @param millis how long it took
 */
record CrashReport(int moments, int first, int disks, int leftTemps, boolean capped, List<String> violations,
		long millis) {

	@Override
	public String toString() {
		return this.moments + " moments, " + this.first + " disks after one crash, " + this.disks + " in all"
				+ (this.capped ? " (capped)" : "") + ", " + this.leftTemps + " with a temp that stays, "
				+ this.violations.size() + " violations, " + this.millis + " ms";
	}

}
