package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/** Which mount a path leads to, and by which device the kernel knows its files. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class KernelFileNumbersTests {

	private static final FileIdentity REPORTED = FileIdentity.of(0x99, 7);

	private static final String ROOT = "20 1 254:0 / / rw - ext4 /dev/vda rw\n";

	@Test
	void theDeviceIsThatOfTheDeepestMountInHexadecimal() {
		assertThat(device(ROOT + "43 20 0:39 / /data rw shared:1 - btrfs /dev/vdb rw\n", "/data/a.lck"))
			.isEqualTo("00:27");
		assertThat(device(ROOT + "43 20 0:39 / /data rw - btrfs /dev/vdb rw\n", "/database/a.lck")).isEqualTo("fe:00");
	}

	@Test
	void aMountThatLiesOverAnotherOneHidesIt() {
		assertThat(device(ROOT + "43 20 0:39 / /data rw - tmpfs a rw\n" + "44 43 0:40 / /data rw - tmpfs b rw\n",
				"/data/a.lck"))
			.isEqualTo("00:28");
	}

	@Test
	void whatIsMountedBelowAHiddenMountIsHiddenToo() {
		assertThat(device(ROOT + "43 20 0:39 / /data rw - tmpfs a rw\n" + "44 43 0:40 / /data/locks rw - tmpfs b rw\n"
				+ "45 43 0:41 / /data rw - tmpfs c rw\n", "/data/locks/a.lck"))
			.isEqualTo("00:29");
	}

	@Test
	void anEscapedNameIsFound() {
		assertThat(device(ROOT + "43 20 0:39 / /my\\040data rw - tmpfs a rw\n", "/my data/a.lck")).isEqualTo("00:27");
	}

	@Test
	void whereTheMountsDoNotTellTheDeviceIsTheReportedOne() {
		assertThat(device("", "/data/a.lck")).isEqualTo("00:99");
		assertThat(device("x\n\n43 20 0 / / rw\n44 44 0:1 / / rw\n", "/data/a.lck")).isEqualTo("00:99");
		assertThat(new KernelFileNumbers(files(null)).deviceOf(Path.of("/a"), REPORTED)).isEqualTo("00:99");
	}

	@Test
	void theNotationIsThatOfTheKernel() {
		assertThat(FileIdentity.of(65024, 2146361).deviceInKernelNotation()).isEqualTo("fe:00");
		assertThat(FileIdentity.of(0x1_0080_1234L, 7).deviceInKernelNotation()).isEqualTo("12:100834");
	}

	private static String device(String mounts, String file) {
		return new KernelFileNumbers(files(mounts)).deviceOf(Path.of(file), REPORTED);
	}

	private static FileOperations files(String mounts) {
		return (FileOperations) Proxy.newProxyInstance(KernelFileNumbersTests.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					if (mounts == null) {
						throw new IOException("no /proc");
					}
					return method.getName().equals("realPath") ? arguments[0] : mounts.getBytes(StandardCharsets.UTF_8);
				});
	}

}
