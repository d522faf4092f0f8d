package io.safeconfig.spring.boot.actuate;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.safeconfig.store.file.JournalStatus;
import org.jspecify.annotations.Nullable;

/**
 * All that the endpoint shows at once.
 *
 * @param baseDirectory the directory of the configuration files
 * @param heldLocks how many locks this process holds
 * @param waitingCallers how many callers of this process wait for one
 * @param counts what became of all waits of this process
 * @param locks the locks that are held, waited for or stale, at most 1,000
 * @param locksInUse how many of them there are
 * @param unseen what could not be looked at and why; absent if everything was
 * @param probe what the check at start-up found out
 * @param journals the journals of commits of several files
 * @param files the configuration files
 * @param settings the settings that are in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoreDescriptor(String baseDirectory, int heldLocks, int waitingCallers, CountsDescriptor counts,
		List<LockDescriptor> locks, int locksInUse, @Nullable List<String> unseen, ProbeDescriptor probe,
		List<JournalStatus> journals, FilesDescriptor files, Map<String, String> settings) {
}
