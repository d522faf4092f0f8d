package io.safeconfig.spring.boot.binding;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Writes amounts in the largest unit that says them exactly: {@code 90s}, {@code 10MB}.
 */
final class Units {

	private static final List<ChronoUnit> TIMES = List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES,
			ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS);

	private static final List<DataUnit> SIZES = List.of(DataUnit.TERABYTES, DataUnit.GIGABYTES, DataUnit.MEGABYTES,
			DataUnit.KILOBYTES);

	private Units() {
	}

	static String print(Duration duration) {
		if (duration.isZero()) {
			return "0s";
		}
		for (ChronoUnit unit : TIMES) {
			if (duration.equals(unit.getDuration().multipliedBy(duration.dividedBy(unit.getDuration())))) {
				return DurationStyle.SIMPLE.print(duration, unit);
			}
		}
		// beyond what nanoseconds in a long can say
		boolean small = Math.abs(duration.toSeconds()) < Long.MAX_VALUE / 2_000_000_000L;
		return small ? DurationStyle.SIMPLE.print(duration, ChronoUnit.NANOS) : duration.toString();
	}

	static String print(DataSize size) {
		long bytes = size.toBytes();
		for (DataUnit unit : SIZES) {
			long one = DataSize.of(1, unit).toBytes();
			if (bytes != 0 && bytes % one == 0) {
				return bytes / one + switch (unit) {
					case TERABYTES -> "TB";
					case GIGABYTES -> "GB";
					case MEGABYTES -> "MB";
					default -> "KB";
				};
			}
		}
		return bytes + "B";
	}

}
