package io.safeconfig.spring.boot.actuate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The MBean of the endpoint, for a client that is connected through RMI: what cannot be
 * sent to another JVM fails here.
 */
final class RemoteEndpoint implements AutoCloseable {

	private final JMXConnectorServer server;

	private final JMXConnector client;

	private final ObjectName pattern;

	RemoteEndpoint(String domain) throws IOException, JMException {
		this.pattern = new ObjectName(domain + ":type=Endpoint,name=Safeconfig,*");
		this.server = JMXConnectorServerFactory.newJMXConnectorServer(new JMXServiceURL("service:jmx:rmi://"), null,
				ManagementFactory.getPlatformMBeanServer());
		this.server.start();
		this.client = this.server.toJMXConnector(null);
		this.client.connect();
	}

	Set<ObjectName> names() throws IOException {
		return this.client.getMBeanServerConnection().queryNames(this.pattern, null);
	}

	private ObjectName name() throws IOException {
		return names().iterator().next();
	}

	List<MBeanOperationInfo> operations() throws IOException, JMException {
		return List.of(this.client.getMBeanServerConnection().getMBeanInfo(name()).getOperations());
	}

	Object invoke(String operation, String... arguments) throws IOException, JMException {
		return this.client.getMBeanServerConnection()
			.invoke(name(), operation, arguments,
					Stream.of(arguments).map((argument) -> String.class.getName()).toArray(String[]::new));
	}

	@Override
	public void close() throws IOException {
		this.client.close();
		this.server.stop();
	}

}
