package io.safeconfig.samples.quickstart;

import java.io.IOException;

import io.safeconfig.ConfigFileTooLargeException;
import io.safeconfig.spring.boot.autoconfigure.SafeConfigProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Reads request bodies without ever holding more than the largest file allowed. */
@Component
class RequestBodies {

	private final long limit;

	RequestBodies(SafeConfigProperties properties) {
		this.limit = properties.read().maxFileSize().toBytes();
	}

	byte[] read(String name, HttpServletRequest request) {
		requireWholeAndPlain(request);
		if (request.getContentLengthLong() > this.limit) {
			throw new ConfigFileTooLargeException(name, "write", this.limit);
		}
		try {
			byte[] body = request.getInputStream().readNBytes(Math.toIntExact(this.limit + 1));
			if (body.length > this.limit) {
				throw new ConfigFileTooLargeException(name, "write", this.limit);
			}
			return body;
		}
		catch (IOException ex) {
			throw Problems.badRequest("The request body ended too early or could not be read.", ex);
		}
	}

	/** A piece of a file or compressed content must not be taken for the file. */
	private static void requireWholeAndPlain(HttpServletRequest request) {
		if (request.getHeader(HttpHeaders.CONTENT_RANGE) != null) {
			throw Problems.badRequest("Content-Range is not supported: send the whole content.", null);
		}
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			throw Problems.unsupportedMediaType("Content-Encoding is not supported: send the content as it is.");
		}
	}

}
