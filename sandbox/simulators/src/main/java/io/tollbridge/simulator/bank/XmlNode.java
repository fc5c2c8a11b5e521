package io.tollbridge.simulator.bank;

import io.tollbridge.simulator.http.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** An element that knows its own path, so that a refusal can name it. */
record XmlNode(Element element, String path) {

    /** Parses without DTDs or external entities; anything else is a 400. */
    static XmlNode parse(String xml, String namespace, String rootName) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new ThrowingHandler());
            Element root =
                    builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            if (!namespace.equals(root.getNamespaceURI())
                    || !rootName.equals(root.getLocalName())) {
                throw refusal(
                        "/" + root.getNodeName(),
                        "namespace "
                                + root.getNamespaceURI()
                                + " (expected: "
                                + rootName
                                + " in "
                                + namespace
                                + ")");
            }
            return new XmlNode(root, "/" + rootName);
        } catch (SAXException malformed) {
            throw new Problem(400, "invalid_xml", String.valueOf(malformed.getMessage()), null);
        } catch (IOException | ParserConfigurationException impossible) {
            throw new IllegalStateException("cannot parse XML", impossible);
        }
    }

    private static final class ThrowingHandler implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) throws SAXParseException {
            throw exception;
        }

        @Override
        public void error(SAXParseException exception) throws SAXParseException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXParseException {
            throw exception;
        }
    }

    static Problem refusal(String path, String detail) {
        return new Problem(400, "invalid_pain001", path + ": " + detail, path);
    }

    Problem refuse(String detail) {
        return refusal(path, detail);
    }

    /** The one child of this name; several or none is a refusal. */
    XmlNode child(String name) {
        return optional(name)
                .orElseThrow(() -> refusal(path + "/" + name, "missing (expected: one)"));
    }

    Optional<XmlNode> optional(String name) {
        List<XmlNode> found = children(name);
        if (found.size() > 1) {
            throw refusal(path + "/" + name, found.size() + " of them (expected: one)");
        }
        return found.stream().findFirst();
    }

    XmlNode at(String... names) {
        XmlNode node = this;
        for (String name : names) {
            node = node.child(name);
        }
        return node;
    }

    List<XmlNode> children(String name) {
        List<XmlNode> found = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element candidate && name.equals(candidate.getLocalName())) {
                found.add(new XmlNode(candidate, path + "/" + name));
            }
        }
        if (found.size() > 1) {
            for (int i = 0; i < found.size(); i++) {
                found.set(
                        i,
                        new XmlNode(
                                found.get(i).element(), path + "/" + name + "[" + (i + 1) + "]"));
            }
        }
        return found;
    }

    String text(int lengthMax) {
        String text = element.getTextContent().strip();
        if (text.isEmpty() || text.length() > lengthMax) {
            throw refuse("length " + text.length() + " (expected: 1 to " + lengthMax + ")");
        }
        return text;
    }

    String attribute(String name) {
        String value = element.getAttribute(name);
        if (value.isEmpty()) {
            throw refusal(path + "/@" + name, "missing");
        }
        return value;
    }
}
