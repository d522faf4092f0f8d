package io.safeconfig.spring.boot.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.safeconfig.spring.monitor.Labels;
import io.safeconfig.store.file.ProbeReport;
import org.jspecify.annotations.Nullable;

/**
 * What the check at start-up found out about the base directory.
 *
 * @param fileSystem the type of the file system
 * @param findings what was looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProbeDescriptor(@Nullable String fileSystem, List<Finding> findings) {

	static ProbeDescriptor of(ProbeReport report) {
		return new ProbeDescriptor(report.fileSystem(), report.findings().stream().map(Finding::of).toList());
	}

	/**
	 * One thing that was looked at.
	 *
	 * @param check what
	 * @param result ok, limited or skipped
	 * @param detail what was found
	 */
	public record Finding(String check, String result, String detail) {

		static Finding of(ProbeReport.Finding finding) {
			return new Finding(finding.check(), Labels.of(finding.result()), finding.detail());
		}

	}

}
