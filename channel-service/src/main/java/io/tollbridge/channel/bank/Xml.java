package io.tollbridge.channel.bank;

import io.tollbridge.channel.channel.Reports.UnreadableStatementException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An XML element with just enough to walk down it. */
record Xml(Element element) {

    /** Parses a document; no DTD, no entity, nothing from elsewhere. */
    static Xml parse(byte[] document, String namespace) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root = builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
            if (!namespace.equals(root.getNamespaceURI())) {
                throw new UnreadableStatementException(
                        "namespace: " + root.getNamespaceURI() + " (expected: " + namespace + ")");
            }
            return new Xml(root);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new UnreadableStatementException("not an XML document", e);
        }
    }

    List<Xml> children(String name) {
        var found = new ArrayList<Xml>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && name.equals(child.getLocalName())) {
                found.add(new Xml(child));
            }
        }
        return found;
    }

    /** The first element down this path. */
    Optional<Xml> find(String... path) {
        Optional<Xml> at = Optional.of(this);
        for (String name : path) {
            at = at.flatMap(xml -> xml.children(name).stream().findFirst());
        }
        return at;
    }

    Optional<String> text(String... path) {
        return find(path).map(xml -> xml.element().getTextContent().strip());
    }

    String required(String... path) {
        return text(path)
                .orElseThrow(
                        () -> new IllegalArgumentException(String.join("/", path) + ": missing"));
    }

    String attribute(String name) {
        return element.getAttribute(name);
    }
}
