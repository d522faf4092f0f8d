package io.safeconfig.samples.quickstart;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names as no well-behaved client sends them, byte for byte. */
class HostileNameTests extends ServerTests {

	@ParameterizedTest
	@ValueSource(strings = { "..%2Fetc%2Fpasswd", "%2e%2e/etc/passwd", "../etc/passwd", "..;/etc/passwd",
			"%2Fetc%2Fpasswd", "/etc/passwd", "//etc/passwd", "..%5C..%5Cetc", "a%5Cb", "a%0Ab", "a//b", "a/./b",
			"a/%2E%2E/b", "tenants/", "", "motd.txt/x", ".safeconfig/probe.lck", ".SafeConfig/probe.lck",
			".motd.txt.0123456789abcdef.sctmp", "motd.txt;x=1", "a;b" })
	void isAProblemThatSaysWhy(String name) throws Exception {
		for (String method : new String[] { "GET", "PUT", "DELETE" }) {
			assertThat(raw(method, "/config/" + name)).as(method)
				.startsWith("HTTP/1.1 400 ")
				.contains("application/problem+json")
				.contains("\"fileState\":\"unchanged\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%00b", "%zz", "%c0%ae%c0%ae/etc/passwd", "a%ff", "%ED%A0%80" })
	void isRefusedByTheServerItself(String name) throws Exception {
		assertThat(raw("GET", "/config/" + name)).startsWith("HTTP/1.1 400 ");
		assertThat(raw("PUT", "/config/" + name)).startsWith("HTTP/1.1 400 ");
	}

	@Test
	void doubleEncodingIsNotDecodedTwice() throws Exception {
		assertThat(raw("GET", "/config/%252e%252e%252fetc%252fpasswd")).startsWith("HTTP/1.1 404 ")
			.contains("application/problem+json");
	}

	@Test
	@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "Windows needs a privilege to create links")
	void linkOutOfTheDirectoryIsRefused() throws Exception {
		Files.createSymbolicLink(file("out.txt"), file("../outside.txt"));
		assertThat(raw("GET", "/config/out.txt")).startsWith("HTTP/1.1 400 ").contains("leads out");
		assertThat(raw("PUT", "/config/out.txt")).startsWith("HTTP/1.1 400 ").contains("leads out");
		assertThat(file("../outside.txt")).doesNotExist();
	}

	@Test
	void oddButAllowedNamesWork() throws Exception {
		assertThat(raw("PUT", "/config/%C3%BC%20%3B%25.txt")).startsWith("HTTP/1.1 201 ");
		assertThat(file("\u00fc ;%.txt")).hasContent("x");
	}

	private String raw(String method, String path) throws IOException {
		try (Socket socket = new Socket("localhost", port())) {
			String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ (method.equals("PUT") ? "Content-Length: 1\r\n\r\nx" : "\r\n");
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
