using System.Buffers.Binary;
using System.Text;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>Bytes that no well-meaning client sends.</summary>
internal static class Wire
{
    private static readonly byte[] Preface = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    /// <summary>Random bytes.</summary>
    public static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>One gRPC message: flag, length, message.</summary>
    public static byte[] Frame(byte[] message, byte flag = 0, uint? length = null)
    {
        var frame = new byte[message.Length + 5];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    /// <summary>A body that is no single whole gRPC message.</summary>
    /// <returns>What is wrong with it, and the body.</returns>
    public static (string What, byte[] Body) BadFrame(Random random, byte[] message) =>
        random.Next(12) switch
        {
            0 => ("cut short", Frame(message)[..random.Next(0, message.Length + 5)]),
            1 => ("longer than it says", [.. Frame(message), .. Bytes(random, random.Next(1, 40))]),
            2 => ("huge length", Frame(message, 0, uint.MaxValue)),
            3 => ("negative length", Frame(message, 0, 0x80000000)),
            4 => ("length just above the limit", Frame(message, 0, 4 * 1024 * 1024 + 1)),
            5 => ("says that it is packed", Frame(message, 1)),
            6 => ("flag of its own", Frame(message, (byte)random.Next(2, 256))),
            7 => ("two messages", [.. Frame(message), .. Frame(message)]),
            8 => ("nothing", []),
            9 => ("shorter length", Frame(message, 0, (uint)random.Next(0, message.Length + 1))),
            10 => ("three bytes", [0, 0, 0]),
            _ => ("no frame at all", Bytes(random, random.Next(1, 200))),
        };

    /// <summary>The message with some of its bytes changed.</summary>
    public static byte[] Mutated(Random random, byte[] message)
    {
        var bytes = message.ToList();
        var times = random.Next(1, 6);
        for (var i = 0; i < times; i++)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.InsertRange(at, Bytes(random, random.Next(1, 9)));
                    break;
                case 3 when at < bytes.Count:
                    bytes.RemoveRange(at, random.Next(1, Math.Min(9, bytes.Count - at + 1)));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.Take(random.Next(bytes.Count + 1)).ToArray());
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    // Unknown fields of every wire type, and text that is no UTF-8.
                    bytes.InsertRange(
                        at,
                        random.Next(4) switch
                        {
                            0 => (byte[])[0xF8, 0x07, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
                            1 => [0xFA, 0x07, 0x03, 0xFF, 0xC0, 0x80],
                            2 => [0x0A, 0x04, 0xED, 0xA0, 0x80, 0xFF],
                            _ => [0xFB, 0x07, 0xFC, 0x07],
                        }
                    );
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>A message in a message in a message …</summary>
    /// <param name="field">Number of the field that holds the next one.</param>
    public static byte[] Nested(int field, int levels)
    {
        // Written from the inside out, back to front.
        var backwards = new List<byte>();
        Span<byte> varint = stackalloc byte[10];
        for (var i = 0; i < levels; i++)
        {
            var length = Varint((uint)backwards.Count, varint);
            for (var b = length - 1; b >= 0; b--)
                backwards.Add(varint[b]);
            length = Varint((uint)(field << 3 | 2), varint);
            for (var b = length - 1; b >= 0; b--)
                backwards.Add(varint[b]);
        }
        backwards.Reverse();
        return [.. backwards];
    }

    /// <summary>Groups in groups, which nothing ends.</summary>
    public static byte[] Groups(int levels) => [.. Enumerable.Repeat<byte>(0x7B, levels)];

    /// <summary>What is sent on a connection of its own instead of HTTP/2.</summary>
    /// <param name="path">Of an rpc.</param>
    public static (string What, byte[] Sent) Http2(Random random, string path, byte[] message)
    {
        var head = Head(path);
        var call = Http2Frame(1, 4, 1, head);
        var data = Frame(message);
        byte[] settings = Http2Frame(4, 0, 0, []);
        byte[] opened = [.. Preface, .. settings];
        return random.Next(18) switch
        {
            0 => ("noise", Bytes(random, random.Next(1, 500))),
            1 => ("half a preface", Preface[..random.Next(1, Preface.Length)]),
            2 => ("noise after the preface", [.. Preface, .. Bytes(random, 300)]),
            3 => ("headers of noise", [.. opened, .. Http2Frame(1, 4, 1, Bytes(random, 100))]),
            4 => ("data without a stream", [.. opened, .. Http2Frame(0, 1, 7, data)]),
            5 => ("data on stream 0", [.. opened, .. Http2Frame(0, 1, 0, data)]),
            6 => ("a frame that is too long", [.. opened, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1, .. Bytes(random, 100)]),
            7 => ("a call without an end", [.. opened, .. call, .. Http2Frame(0, 0, 1, data)]),
            8 => ("a call that is cut", [.. opened, .. call, .. Http2Frame(0, 0, 1, data[..(data.Length / 2)])]),
            9 => ("a call that is reset", [.. opened, .. call, .. Http2Frame(3, 0, 1, [0, 0, 0, 8])]),
            10 => (
                "many calls that are reset at once",
                [
                    .. opened,
                    .. Enumerable
                        .Range(0, 60)
                        .SelectMany(i =>
                            (byte[])
                                [
                                    .. Http2Frame(1, 4, (uint)(2 * i + 1), head),
                                    .. Http2Frame(3, 0, (uint)(2 * i + 1), [0, 0, 0, 8]),
                                ]
                        ),
                ]
            ),
            11 => (
                "headers that go on and on",
                [
                    .. opened,
                    .. Http2Frame(1, 0, 1, head),
                    .. Enumerable.Range(0, 80).SelectMany(_ => Http2Frame(9, 0, 1, Literal("x", new string('y', 1000)))),
                ]
            ),
            12 => ("a window that overflows", [.. opened, .. Http2Frame(8, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF])]),
            13 => ("settings of noise", [.. Preface, .. Http2Frame(4, 0, 0, Bytes(random, 36))]),
            14 => ("many pings", [.. opened, .. Enumerable.Range(0, 200).SelectMany(_ => Http2Frame(6, 0, 0, new byte[8]))]),
            15 => ("unknown frames", [.. opened, .. Http2Frame((byte)random.Next(10, 256), 0xFF, 3, Bytes(random, 50)), .. call]),
            16 => ("a stream that depends on itself", [.. opened, .. Http2Frame(2, 0, 1, [0, 0, 0, 1, 255]), .. call]),
            _ => ("padding longer than the frame", [.. opened, .. call, .. Http2Frame(0, 8, 1, [255, .. data])]),
        };
    }

    private static byte[] Head(string path) =>
        [
            .. Literal(":method", "POST"),
            .. Literal(":scheme", "http"),
            .. Literal(":path", path),
            .. Literal(":authority", "localhost"),
            .. Literal("content-type", "application/grpc"),
            .. Literal("te", "trailers"),
        ];

    // Literal, not indexed, not Huffman-coded (RFC 7541, 6.2.2).
    private static byte[] Literal(string name, string value) => [0, .. Text(name), .. Text(value)];

    private static byte[] Text(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        if (bytes.Length < 127)
            return [(byte)bytes.Length, .. bytes];
        Span<byte> varint = stackalloc byte[10];
        var length = Varint((uint)(bytes.Length - 127), varint);
        return [127, .. varint[..length], .. bytes];
    }

    private static byte[] Http2Frame(byte type, byte flags, uint stream, byte[] payload)
    {
        var frame = new byte[payload.Length + 9];
        frame[0] = (byte)(payload.Length >> 16);
        frame[1] = (byte)(payload.Length >> 8);
        frame[2] = (byte)payload.Length;
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    private static int Varint(uint value, Span<byte> into)
    {
        var at = 0;
        while (value >= 0x80)
        {
            into[at++] = (byte)(value | 0x80);
            value >>= 7;
        }
        into[at++] = (byte)value;
        return at;
    }
}
