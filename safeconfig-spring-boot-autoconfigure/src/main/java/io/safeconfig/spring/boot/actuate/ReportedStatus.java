package io.safeconfig.spring.boot.actuate;

import org.springframework.boot.health.contributor.Status;

/** As what the health reports something that may, but need not, be a trouble. */
public enum ReportedStatus {

	/** Only in the details. */
	UP,

	/**
	 * As the status {@code WARNING}, which the application's status leaves out of account
	 * unless {@code management.endpoint.health.status.order} lists it.
	 */
	WARNING,

	/** As {@code DOWN}. */
	DOWN;

	Status status() {
		return switch (this) {
			case UP -> Status.UP;
			case WARNING -> new Status("WARNING");
			case DOWN -> Status.DOWN;
		};
	}

}
