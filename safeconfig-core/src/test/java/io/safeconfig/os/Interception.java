package io.safeconfig.os;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;

/** Puts test code between the engine and the real file system. */
@FunctionalInterface
public interface Interception {

	/** The operations that change something. */
	Set<String> CHANGING = Set.of("createFile", "createPrivateFile", "createDirectory", "createPrivateDirectory",
			"copyWithAttributes", "setAccess", "setOwner", "touch", "overwrite", "force", "forceDirectory", "rename",
			"delete", "createLock", "openLock");

	/**
	 * Called before each file operation.
	 * @param operation the name of the method of {@link FileOperations}
	 * @param path its first argument
	 * @throws IOException to let the operation fail without an effect
	 */
	void before(String operation, Path path) throws IOException;

	/** The real file operations with this in front of them. */
	default FileOperations overRealFiles() {
		FileOperations real = Platform.system().files();
		return (FileOperations) Proxy.newProxyInstance(FileOperations.class.getClassLoader(),
				new Class<?>[] { FileOperations.class }, (proxy, method, arguments) -> {
					// to the engine it is the rename that commits, done so that it can be
					// undone
					boolean exchange = method.getName().equals("exchange");
					before(exchange ? "rename" : method.getName(), (Path) arguments[0]);
					return invoke(real, method, arguments);
				});
	}

	/** Call a method with its own exceptions. */
	static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/** The real platform with this in front of its files. */
	default Platform platform() {
		return Platform.over(overRealFiles());
	}

}
