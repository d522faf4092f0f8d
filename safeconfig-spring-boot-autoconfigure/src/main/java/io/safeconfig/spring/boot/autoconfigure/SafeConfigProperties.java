package io.safeconfig.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.safeconfig.LockStrategy;
import io.safeconfig.spring.boot.actuate.ReportedStatus;
import io.safeconfig.format.PropertiesEncoding;
import io.safeconfig.store.file.Durability;
import io.safeconfig.store.file.LockLocation;
import io.safeconfig.store.file.NonAtomicWrite;
import io.safeconfig.store.file.ProbeScope;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of SafeConfig. They describe the repository that the auto-configuration
 * makes and, those of transactions apart, are without effect where the application brings
 * its own. A value out of range stops the application when the repository is made.
 *
 * @param enabled Whether to make a repository of configuration files.
 * @param baseDirectory Directory that holds the configuration files; a relative path
 * starts at the working directory of the process. It is created if its parent exists,
 * unless the files are only read.
 * @param readOnly Whether the files are only read: nothing is written and no lock is
 * taken, so that a read-only mount will do. The base directory must exist.
 * @param links where symbolic links may lead
 * @param lock where locks live and how long a change waits for one
 * @param list what listings show
 * @param read limits of what is read
 * @param write how changes reach the disk
 * @param document what the content of a file may demand of who parses it
 * @param probe what is looked at when the application starts
 * @param transaction how transactions work together with others
 * @param health what the actuator's health tells
 * @param metrics what is measured
 */
@ConfigurationProperties("safeconfig")
public record SafeConfigProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue(SafeConfigProperties.DEFAULT_BASE_DIRECTORY) String baseDirectory,
		@DefaultValue("false") boolean readOnly, @DefaultValue Links links, @DefaultValue Lock lock,
		@DefaultValue Listing list, @DefaultValue Read read, @DefaultValue Write write, @DefaultValue Document document,
		@DefaultValue Probe probe, @DefaultValue Transaction transaction, @DefaultValue Health health,
		@DefaultValue Metrics metrics) {

	static final String DEFAULT_BASE_DIRECTORY = "./config";

	/**
	 * The settings of symbolic links.
	 *
	 * @param allowedTargets Directories outside the base directory to which symbolic
	 * links in it may lead. Each must exist, is used with the same settings and gets
	 * locks of its own; files of two directories cannot be changed in one transaction.
	 */
	public record Links(@DefaultValue List<String> allowedTargets) {
	}

	/**
	 * The settings of locks.
	 *
	 * @param strategy Way to keep other processes out: locks of the operating system
	 * (native: fcntl, or LockFileEx on Windows), flock, which needs the library
	 * net.java.dev.jna:jna, marker files (lock-file) where a file system cannot lock, or
	 * nothing (none) where no other process changes the files. All processes that share
	 * the base directory must agree.
	 * @param location Place of the lock files: a directory of their own or beside the
	 * configuration files. All processes that share the base directory must agree.
	 * @param suffix Suffix of lock files that lie beside their configuration files: a dot
	 * and up to 31 letters, digits, '-' or '_'.
	 * @param timeout Time that a change waits for the lock of its file; zero tries once.
	 * A number without a unit is in milliseconds.
	 * @param deadlockTimeout Time that a transaction which holds locks waits for one that
	 * comes earlier in the common order, and so the longest that a deadlock between
	 * processes lasts; zero tries once. A number without a unit is in milliseconds.
	 * @param holdWarning Time that a lock may be held, or waited for, before that is
	 * logged and shown by the health. A number without a unit is in milliseconds.
	 * @param removeUnused Whether lock files of files that are gone are removed, but for
	 * the last 64 of each process. Only with native locks in the directory of their own,
	 * on a local file system of Linux. Turn it off where a program in another language
	 * locks these files and does not look afterwards whether they are still there.
	 */
	public record Lock(@DefaultValue("native") LockStrategy strategy, @DefaultValue("directory") LockLocation location,
			@DefaultValue(".lck") String suffix, @DefaultValue("10s") Duration timeout,
			@DefaultValue("1s") Duration deadlockTimeout, @DefaultValue("30s") Duration holdWarning,
			@DefaultValue("true") boolean removeUnused) {
	}

	/**
	 * The settings of listings.
	 *
	 * @param ignore Names that listings of files leave out, by patterns for the last part
	 * of a name: '*' is any number of characters, '?' one letter, digit or underscore.
	 * Such a file can still be read and changed by its name. An empty value leaves
	 * nothing out.
	 */
	public record Listing(@DefaultValue( {
			"*~", "#*#", "4913", "sed??????", "XX??????", "*.XXXX??????", "*.gawk.??????", "*.????????.tmp", "*.orig",
			"*.rej", "*.augnew", "*.augsave", "*.dpkg-*", "*.ucf-*", "*.rpmnew", "*.rpmorig", "*.rpmsave",
			"*.sync-conflict-*" }) List<String> ignore){
	}

	/**
	 * The settings of reads.
	 *
	 * @param maxFileSize Size of the largest file that is read or written, from 1B to
	 * 1GB. A number without a unit is in bytes.
	 */
	public record Read(@DefaultValue("10MB") DataSize maxFileSize) {
	}

	/**
	 * The settings of changes.
	 *
	 * @param durability Storage that a change waits for before it returns: content and
	 * name of the file (full), its content (file-only), or nothing (none).
	 * @param onNonAtomic What happens to a change of a file that no rename can replace,
	 * such as one that is a mount point itself: it is refused (fail), or written over
	 * with the help of a journal (in-place). The latter does not go together with lock
	 * strategy lock-file.
	 */
	public record Write(@DefaultValue("full") Durability durability, @DefaultValue("fail") NonAtomicWrite onNonAtomic) {
	}

	/**
	 * The limits of content. A file that is beyond one is refused before anything large
	 * is made of it.
	 *
	 * @param maxDepth Levels that mappings and lists may lie in each other, from 1 to
	 * 128.
	 * @param maxAliases Aliases that a YAML file may have and that do not lead to a mere
	 * value.
	 * @param maxNumberLength Characters that a number may have.
	 * @param propertiesEncoding Encoding of property files: UTF-8 where all of a file is,
	 * else ISO-8859-1 (detect), or always one of them. Spring Boot reads the files that
	 * it imports as ISO-8859-1, unless the import says otherwise.
	 */
	public record Document(@DefaultValue("50") int maxDepth, @DefaultValue("50") int maxAliases,
			@DefaultValue("1000") int maxNumberLength, @DefaultValue("detect") PropertiesEncoding propertiesEncoding) {
	}

	/**
	 * The settings of the check at start-up.
	 *
	 * @param scope Extent of the check of the base directory when the application starts:
	 * everything, with a second process where the kernel alone does not decide about
	 * locks (auto) or always (full), without a second process (in-process), or only
	 * whether names are durable and how others lock (off).
	 */
	public record Probe(@DefaultValue("auto") ProbeScope scope) {
	}

	/**
	 * The settings of transactions.
	 *
	 * @param synchronize Whether changes of files inside a transaction of another
	 * manager, such as one of a database, are bound to it: made durable before it
	 * commits, visible after it committed, dropped when it rolls back.
	 */
	public record Transaction(@DefaultValue("false") boolean synchronize) {
	}

	/**
	 * The settings of the health.
	 *
	 * @param checkInterval Time for which a check of the base directory, its locks and
	 * its journals is fresh. A number without a unit is in milliseconds.
	 * @param checkTimeout Time that a probe or a request to the endpoint waits for the
	 * file system. A number without a unit is in milliseconds.
	 * @param staleLock Status of the health when a process that is gone has left its
	 * record at a lock: UP, WARNING or DOWN.
	 * @param longHeldLock Status of the health when a lock is held for longer than the
	 * hold warning: UP, WARNING or DOWN.
	 */
	public record Health(@DefaultValue("5s") Duration checkInterval, @DefaultValue("1s") Duration checkTimeout,
			@DefaultValue("up") ReportedStatus staleLock, @DefaultValue("warning") ReportedStatus longHeldLock) {
	}

	/**
	 * The settings of the metrics.
	 *
	 * @param fileTags Names of the files that the meters of locks tell apart; all others
	 * count as one.
	 */
	public record Metrics(@DefaultValue List<String> fileTags) {
	}

}
