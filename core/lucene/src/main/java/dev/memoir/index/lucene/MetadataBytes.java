// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.Metadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/** Encodes metadata as bytes, so that the index evaluates filters exactly like the ledger. */
final class MetadataBytes {

    private MetadataBytes() {}

    static BytesRef write(Metadata metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, Object> entry : metadata.asMap().entrySet()) {
                string(out, entry.getKey());
                value(out, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BytesRef(bytes.toByteArray());
    }

    static Metadata read(BytesRef bytes) throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length))) {
            while (in.available() > 0) {
                entries.put(string(in), value(in));
            }
        }
        return Metadata.from(entries);
    }

    private static void value(DataOutputStream out, Object value) throws IOException {
        if (value instanceof Long number) {
            out.writeByte('L');
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte('D');
            out.writeDouble(number);
        } else if (value instanceof Boolean flag) {
            out.writeByte('B');
            out.writeBoolean(flag);
        } else if (value instanceof List<?> elements) {
            out.writeByte('A');
            out.writeInt(elements.size());
            for (Object element : elements) {
                value(out, element);
            }
        } else {
            out.writeByte('S');
            string(out, (String) value);
        }
    }

    private static Object value(DataInputStream in) throws IOException {
        byte type = in.readByte();
        return switch (type) {
            case 'L' -> in.readLong();
            case 'D' -> in.readDouble();
            case 'B' -> in.readBoolean();
            case 'S' -> string(in);
            case 'A' -> list(in);
            default -> throw new IOException("unknown metadata type " + type);
        };
    }

    private static List<Object> list(DataInputStream in) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            elements.add(value(in));
        }
        return elements;
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String string(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
