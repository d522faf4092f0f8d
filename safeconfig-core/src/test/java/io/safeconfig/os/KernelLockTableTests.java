package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KernelLockTableTests {

	private static final FileIdentity FILE = FileIdentity.of(65024, 2146361);

	@Test
	void theNotationIsThatOfTheKernel() {
		assertThat(FILE.inKernelNotation()).isEqualTo("fe:00:2146361");
		assertThat(FileIdentity.of(0x1_0080_1234L, 7).inKernelNotation()).isEqualTo("12:100834:7");
	}

	@Test
	void theHolderIsFoundAmongWaitersAndOtherFiles() {
		assertThat(holder("""
				1: POSIX  ADVISORY  WRITE 11 fe:00:2146362 0 EOF
				2: POSIX  ADVISORY  WRITE 4711 fe:00:2146361 0 EOF
				2: -> POSIX  ADVISORY  WRITE 4712 fe:00:2146361 0 EOF
				""")).hasValue(4711);
	}

	@Test
	void aFlockIsNotTheHolder() {
		assertThat(holder("1: FLOCK  ADVISORY  WRITE 4711 fe:00:2146361 0 EOF\n")).isEmpty();
	}

	@Test
	void aHolderInAnotherNamespaceOrWithoutProcessIsNotNamed() {
		assertThat(holder("1: POSIX  ADVISORY  WRITE 0 fe:00:2146361 0 EOF\n")).isEmpty();
		assertThat(holder("1: POSIX  ADVISORY  WRITE -1 fe:00:2146361 0 EOF\n")).isEmpty();
	}

	@Test
	void strangeLinesAreSkipped() {
		assertThat(holder("\n: x\n1: POSIX ADVISORY WRITE\n\u0000\n")).isEmpty();
	}

	@Test
	void aSystemWithoutTheTableKnowsNobody() {
		FileOperations none = (FileOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					throw new IOException("no /proc");
				});
		assertThat(new KernelLockTable(none).holderOf(FILE, LockFamily.RECORD)).isEmpty();
	}

	private static OptionalLong holder(String table) {
		FileOperations files = (FileOperations) Proxy.newProxyInstance(KernelLockTableTests.class.getClassLoader(),
				new Class<?>[] { FileOperations.class },
				(proxy, method, arguments) -> table.getBytes(StandardCharsets.US_ASCII));
		return new KernelLockTable(files).holderOf(FILE, LockFamily.RECORD);
	}

}
