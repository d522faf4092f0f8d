package io.safeconfig.format;

import org.jspecify.annotations.Nullable;

/**
 * Writes strings as block scalars.
 */
final class YamlLiteral {

	private YamlLiteral() {
	}

	/**
	 * Write a block scalar.
	 * @param header what stands behind the indicators, such as a comment
	 * @param indent of the text
	 * @return what to write, without the last line end; {@code null} if it cannot be
	 * written like this
	 */
	static @Nullable String write(String value, boolean folded, String header, int indent, YamlLines lines) {
		boolean clipped = value.endsWith("\n");
		String body = clipped ? value.substring(0, value.length() - 1) : value;
		if (body.isEmpty() || body.startsWith(" ") || body.startsWith("\t") || body.startsWith("\n")
				|| body.endsWith("\n") || body.isBlank() || !plainText(body)) {
			return null;
		}
		StringBuilder text = new StringBuilder();
		text.append((folded && body.indexOf('\n') < 0) ? '>' : '|').append(clipped ? "" : "-").append(header);
		for (String line : body.split("\n", -1)) {
			text.append(lines.separator()).append(line.isEmpty() ? "" : " ".repeat(indent)).append(line);
		}
		return text.toString();
	}

	private static boolean plainText(String body) {
		return body.codePoints()
			.allMatch((point) -> org.yaml.snakeyaml.reader.StreamReader.isPrintable(point) && point != '\r'
					&& point != 0x85 && point != 0x2028 && point != 0x2029 && point != 0xFEFF);
	}

}
