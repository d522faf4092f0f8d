package io.safeconfig.neighbour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.safeconfig.process.ChildProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs that save one after the other, against a process that updates without a pause,
 * and what became of each save. The next one begins when an update has been made that
 * began after the last one ended: a save that none of the updates stands on was replaced
 * by one of them, and by nobody else.
 */
final class EditorRace {

	private static final int ATTEMPTS = 10;

	private static final String PUT_ASIDE = ".safeconfig-conflict-";

	private final Path file;

	private final Path source;

	private final ChildProcess updater;

	private final Map<Integer, SavingProgram> missing = new TreeMap<>();

	private int builtUpon;

	private int conflicts;

	private int putAside;

	private int mended;

	EditorRace(Path base, Path work, ChildProcess updater) {
		this.file = base.resolve(EditedFile.NAME);
		this.source = work.resolve(EditedFile.NAME);
		this.updater = updater;
	}

	void save(SavingProgram program, int save) throws Exception {
		Files.writeString(this.source, EditedFile.withSave(whole(), save));
		run(program, save);
		String outcome = turn(save);
		switch (outcome) {
			case "built upon" -> this.builtUpon++;
			case "conflict" -> this.conflicts++;
			case "missing" -> this.missing.put(save, program);
			default -> throw new AssertionError("After save " + save + " by " + program + ": " + outcome);
		}
	}

	/** A save that fails has saved nothing that could be lost. */
	private void run(SavingProgram program, int save) throws Exception {
		List<String> said = new ArrayList<>();
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			try (ChildProcess saving = ChildProcess
				.of(program.command(this.file, this.source, save).toArray(String[]::new))) {
				if (program.rests()) {
					saving.expect("resting");
					this.updater.say("chance");
					this.updater.expect("had a chance");
					saving.say("go on");
				}
				said.addAll(saving.remainingLines());
				if (saving.await() == 0) {
					return;
				}
			}
		}
		throw new AssertionError(program + " cannot save: " + said);
	}

	private String turn(int save) throws Exception {
		this.updater.say("turn " + save);
		return this.updater.nextLine();
	}

	/** What is there; made whole again if half a save is all that is left. */
	private String whole() throws Exception {
		String text = Files.readString(this.file);
		while (EditedFile.save(text) < 0) {
			this.mended++;
			Files.writeString(this.source, EditedFile.initial());
			Files.move(this.source, this.file, StandardCopyOption.REPLACE_EXISTING);
			turn(0);
			text = Files.readString(this.file);
		}
		return text;
	}

	/** What is put aside may be put there a moment later, or by the next update. */
	void finish() throws Exception {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!findPutAside() && System.nanoTime() < deadline) {
			turn(0);
		}
		this.updater.say("end");
	}

	private boolean findPutAside() throws IOException {
		for (String text : copies()) {
			Iterator<Integer> saves = this.missing.keySet().iterator();
			while (saves.hasNext()) {
				if (saves.next() == EditedFile.save(text)) {
					saves.remove();
					this.putAside++;
				}
			}
		}
		return this.missing.isEmpty();
	}

	private List<String> copies() throws IOException {
		List<String> texts = new ArrayList<>();
		try (Stream<Path> entries = Files.list(this.file.getParent())) {
			for (Path entry : entries.toList()) {
				if (entry.getFileName().toString().startsWith(EditedFile.NAME + PUT_ASIDE)) {
					texts.add(Files.readString(entry));
				}
			}
		}
		return texts;
	}

	String report() {
		int lost = this.missing.size();
		return "%,d saves by %d programs: %,d built upon, %d told by a conflict, %d put aside, %d lost".formatted(
				this.builtUpon + this.conflicts + this.putAside + lost, SavingProgram.values().length, this.builtUpon,
				this.conflicts, this.putAside, lost)
				+ " (%d of them by another file put in its place)"
					.formatted(this.missing.values().stream().filter(SavingProgram::makesAnotherFile).count())
				+ ((this.mended > 0) ? "; half a save left " + this.mended : "");
	}

	/**
	 * Nothing, if the updater can exchange files. Else nothing of those who overwrite the
	 * file: one who puts another in its place between the last look and the rename is
	 * seen by nobody.
	 */
	void assertNothingIsLost(boolean exchanging) {
		this.missing.values().removeIf((program) -> !exchanging && program.makesAnotherFile());
		assertThat(this.missing).as(report()).isEmpty();
	}

}
