package io.safeconfig.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.safeconfig.format.ConfigNode.Scalar;
import io.safeconfig.format.YamlCollection.Bounds;
import io.safeconfig.format.YamlNode.Extent;
import io.safeconfig.format.YamlNode.Props;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * Composes documents from what the parser reports. Limits hold while it runs; recursion
 * is as deep as the depth allowed.
 */
final class YamlComposer {

	private final SourceText source;

	private final YamlLines lines;

	private final YamlReader reader;

	private final ParserImpl parser;

	private final YamlMarks marks;

	private final YamlBudget budget;

	private final YamlScalarComposer scalarComposer;

	/** A node without value is not complete yet: an alias to it would be recursive. */
	private final Map<String, Optional<YamlNode>> anchors = new HashMap<>();

	YamlComposer(SourceText source, YamlLines lines, ConfigLimits limits) {
		this.source = source;
		this.lines = lines;
		this.reader = new YamlReader(source);
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(Integer.MAX_VALUE);
		this.parser = new ParserImpl(this.reader, options);
		this.marks = new YamlMarks(lines);
		this.budget = new YamlBudget(source, limits);
		this.scalarComposer = new YamlScalarComposer(source, lines, this.marks, limits.numberLength());
	}

	List<YamlDocument> compose() {
		return YamlSyntax.guarded(this.source, this.reader, this::documents);
	}

	/** The scalars with a number sign in them, in the order of the text. */
	List<YamlScalar> scalarsWithNumberSign() {
		return this.scalarComposer.withNumberSign();
	}

	private List<YamlDocument> documents() {
		List<YamlDocument> documents = new ArrayList<>();
		this.parser.getEvent();
		while (this.parser.checkEvent(Event.ID.DocumentStart)) {
			int start = this.parser.getEvent().getEndMark().getIndex();
			this.anchors.clear();
			YamlNode root = node(start, 1);
			int end = this.parser.getEvent().getStartMark().getIndex();
			documents.add(new YamlDocument(root.absent() ? null : root, end));
		}
		if (documents.isEmpty()) {
			documents.add(new YamlDocument(null, this.lines.length()));
		}
		return documents;
	}

	/**
	 * Compose the next node.
	 * @param head where it is if there is nothing to see of it
	 */
	private YamlNode node(int head, int depth) {
		Event event = this.parser.getEvent();
		if (event instanceof AliasEvent alias) {
			return alias(alias, depth);
		}
		if (event instanceof ScalarEvent scalar) {
			this.budget.count();
			YamlNode node = this.scalarComposer.compose(scalar, head);
			register(scalar.getAnchor(), Optional.of(node));
			return node;
		}
		return collection((CollectionStartEvent) event, depth);
	}

	private YamlNode collection(CollectionStartEvent event, int depth) {
		this.budget.requireDepth(depth, event.getStartMark().getIndex());
		Props props = this.marks.props(event.getStartMark().getIndex(), event.getAnchor(), event.getTag());
		this.scalarComposer.requireKnown(props);
		register(event.getAnchor(), Optional.empty());
		boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
		YamlNode node = event.is(Event.ID.MappingStart) ? mapping(props, flow, depth) : sequence(props, flow, depth);
		register(event.getAnchor(), Optional.of(node));
		return node;
	}

	private void register(@Nullable String anchor, Optional<YamlNode> node) {
		if (anchor != null) {
			this.anchors.put(anchor, node);
		}
	}

	private YamlNode alias(AliasEvent event, int depth) {
		int start = event.getStartMark().getIndex();
		Optional<YamlNode> target = this.anchors.get(event.getAnchor());
		if (target == null) {
			throw this.source.failure("an alias names an anchor that is not above it", start);
		}
		YamlNode node = target.orElseThrow(() -> this.source.failure("an alias leads to a node that holds it", start));
		this.budget.requireAlias(node, depth, start);
		node.addAlias();
		return new YamlAlias(start, event.getEndMark().getIndex(), node);
	}

	private YamlNode mapping(Props props, boolean flow, int depth) {
		YamlMappingBuilder builder = new YamlMappingBuilder(this.source, this.budget);
		int cursor = opened(props, flow, '{');
		while (!this.parser.checkEvent(Event.ID.MappingEnd)) {
			int lead = this.marks.skipSeparators(cursor);
			YamlNode key = node(lead, depth + 1);
			int colon = this.marks.colon(key.end());
			YamlNode value = node((colon >= 0) ? colon + 1 : key.end(), depth + 1);
			int start = this.marks.question(lead, key.start()) ? lead : key.start();
			YamlEntry entry = new YamlEntry(start, this.marks.name(key), key, colon, value);
			builder.add(entry);
			cursor = entry.end();
		}
		Bounds bounds = bounds(flow && this.lines.at(props.body()) == '{', flow, builder.lastEnd(props.body()),
				builder.lastOuterEnd(props.body()));
		return builder.build(props, bounds);
	}

	private Bounds bounds(boolean closed, boolean flow, int end, int outerEnd) {
		int close = this.parser.getEvent().getEndMark().getIndex();
		return closed ? new Bounds(flow, close, close) : new Bounds(flow, end, outerEnd);
	}

	private int opened(Props props, boolean flow, char bracket) {
		return (flow && this.lines.at(props.body()) == bracket) ? props.body() + 1 : props.body();
	}

	private YamlNode sequence(Props props, boolean flow, int depth) {
		List<YamlItem> items = new ArrayList<>();
		List<ConfigNode> data = new ArrayList<>();
		long size = 1;
		int height = 0;
		int cursor = opened(props, flow, '[');
		while (!this.parser.checkEvent(Event.ID.SequenceEnd)) {
			int dash = flow ? -1 : this.lines.skipBlank(cursor);
			YamlItem item = new YamlItem(dash, node(dash + 1, depth + 1));
			items.add(item);
			data.add(item.value().data());
			size += item.value().extent().size();
			height = Math.max(height, item.value().extent().height());
			this.budget.requireSize(size, item.start());
			cursor = item.end();
		}
		int outerEnd = items.isEmpty() ? cursor : items.get(items.size() - 1).outerEnd();
		Bounds bounds = bounds(flow, flow, cursor, outerEnd);
		Extent extent = new Extent(size, height + 1);
		return new YamlSequence(props, bounds, items, tagged(props, new ConfigNode.Sequence(data)), extent);
	}

	static ConfigNode tagged(Props props, ConfigNode data) {
		String tag = props.tag();
		if (tag == null || tag.equals("!") || tag.equals(YamlTypes.CORE + "map")
				|| tag.equals(YamlTypes.CORE + "seq")) {
			return data;
		}
		return new Scalar(new YamlOpaque(tag, data), "");
	}

}
