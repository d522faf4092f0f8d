package io.safeconfig.store.file;

import java.nio.file.Path;

/** Opens a store and tells what its check of locks found out. */
final class Prober {

	private Prober() {
	}

	public static void main(String[] arguments) {
		try (FileConfigStore store = FileConfigStore.builder(Path.of(arguments[0])).probe(ProbeScope.FULL).open()) {
			store.monitor()
				.probe()
				.findings()
				.stream()
				.filter((finding) -> finding.check().equals("locks"))
				.forEach((finding) -> System.out.println(finding.result()));
		}
	}

}
