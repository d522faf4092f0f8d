package io.safeconfig.os;

import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** File operations of a JVM that can take no leases. */
public final class PlainFiles {

	private PlainFiles() {
	}

	/** These file operations, asked before each, without leases. */
	public static FileOperations over(Interception interception) {
		FileOperations files = interception.overRealFiles();
		return (FileOperations) Proxy.newProxyInstance(FileOperations.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("exchange")) {
						return false;
					}
					if (!method.getName().equals("open")) {
						return Interception.invoke(files, method, arguments);
					}
					interception.before("open", (Path) arguments[0]);
					return new PlainOpenFile((Path) arguments[0]);
				});
	}

}
