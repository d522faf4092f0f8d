package io.safeconfig;

/**
 * Which content a configuration file has. Equal versions mean equal content; the version
 * survives restarts and covers changes made by hand. For files it is the SHA-256 of the
 * content, in lower-case hexadecimal.
 *
 * @param value the text form, usable as an HTTP entity tag (RFC 9110, 8.8.3) once quoted
 */
public record ConfigVersion(String value) {

	private static final int ABBREVIATED = 12;

	/**
	 * Create a version.
	 * @throws IllegalArgumentException if the value is blank
	 */
	public ConfigVersion {
		if (value.isBlank()) {
			throw new IllegalArgumentException("A version must not be blank");
		}
	}

	/**
	 * The version as text, abbreviated for people.
	 * @return the first characters
	 */
	public String abbreviated() {
		return (this.value.length() > ABBREVIATED) ? this.value.substring(0, ABBREVIATED) : this.value;
	}

	/**
	 * The text form.
	 * @return the value
	 */
	@Override
	public String toString() {
		return this.value;
	}

}
