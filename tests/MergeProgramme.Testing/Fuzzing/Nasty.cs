using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Date = Google.Type.Date;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>Values that somebody who means ill, or a program that is wrong, puts into a field.</summary>
internal static class Nasty
{
    private static readonly string[] Texts =
    [
        "",
        " ",
        "\0",
        "a\0b",
        "\u0001\u0007\u001b[31m",
        "\r\nX-Injected: yes\r\n\r\n",
        "\u202Etxt.exe",
        "\uFEFF\u200B\u2060",
        "\uFFFD\uFFFE\uFFFF",
        "e\u0301\u0301\u0301",
        "👩‍👩‍👧‍👦🇳🇴",
        "İıſK",
        "\uD800",
        "\uDC00\uD800",
        "../../etc/passwd",
        "programmes/-",
        "programmes/*",
        "programmes/",
        "programmes//subProjects",
        "/programmes/x",
        "programmes/indre-ostfold/../x",
        "programmes/indre-ostfold/",
        "programmes/INDRE-OSTFOLD",
        "programmes/indre-ostfold%2Fx",
        "principals/-",
        "principals/*/sessions/-",
        "-",
        "--",
        "' OR 1=1 --",
        "\"; DROP TABLE events; --",
        "%",
        "_%_",
        "{0}{1}{99}",
        "{0:N9999}",
        "{",
        "%s%n%x",
        "${jndi:ldap://x}",
        "<script>alert(1)</script>",
        "]]>",
        "NaN",
        "-1",
        "99999999999999999999999999",
        "0x7fffffff",
        "1e999",
        "null",
        // Page tokens: base64 of null, [], {}, [null], [null,null], ["x"], ["x","y"], 1, "x".
        "bnVsbA==",
        "W10=",
        "e30=",
        "W251bGxd",
        "W251bGwsbnVsbF0=",
        "WyJ4Il0=",
        "WyJ4IiwieSJd",
        "MQ==",
        "Ing=",
        "====",
        // What people write for a time.
        "uke 53 i 99999",
        "32.13.2024",
        "nov/des -17",
        "1. tertial 0",
        "31.02.0000-",
    ];

    private static readonly string[] Paths =
    [
        "*",
        "",
        ".",
        "..",
        "a.b.c.d",
        "name",
        "etag",
        "*.*",
        "updateTime",
        "create_time",
        "display_name,title",
        "display_name.x",
        "DISPLAY_NAME",
        "æøå",
        "\0",
        "x[0]",
        "programme",
        "state",
    ];

    /// <summary>A text.</summary>
    public static string Text(Random random) =>
        random.Next(12) switch
        {
            0 => new string('a', 201),
            1 => new string('æ', 5000),
            2 => string.Concat(Enumerable.Repeat("programmes/x/", 60)),
            3 => random.Next(20) == 0 ? new string('x', 300_000) : new string('\n', 300),
            4 => Random(random, 40),
            _ => Texts[random.Next(Texts.Length)],
        };

    /// <summary>A whole number.</summary>
    public static long Number(Random random) =>
        random.Next(8) switch
        {
            0 => long.MaxValue,
            1 => long.MinValue,
            2 => int.MaxValue,
            3 => int.MinValue,
            4 => -1,
            5 => 0,
            6 => random.NextInt64(),
            _ => (long)int.MaxValue + 1,
        };

    /// <summary>A number with decimals.</summary>
    public static double Fraction(Random random) =>
        ((double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -0.0, double.MaxValue])[
            random.Next(6)
        ];

    /// <summary>A number that stands for no value of an enumeration, or for one that callers may not choose.</summary>
    public static int Enumeration(Random random) => ((int[])[-1, 0, 99, 999, int.MaxValue, int.MinValue])[random.Next(6)];

    /// <summary>A well-known message; null where it is none of those.</summary>
    public static IMessage? Message(Random random, System.Type type) =>
        type == typeof(Date) ? Day(random)
        : type == typeof(Timestamp) ? Instant(random)
        : type == typeof(Duration) ? new Duration { Seconds = Number(random), Nanos = (int)Number(random) }
        : type == typeof(Money)
            ? new Money
            {
                CurrencyCode = random.Next(2) == 0 ? "NOK" : Text(random),
                Units = Number(random),
                Nanos = (int)Number(random),
            }
        : type == typeof(Google.Type.Decimal)
            ? new Google.Type.Decimal
            {
                Value =
                    random.Next(2) == 0
                        ? (
                            (string[])
                                ["NaN", "1e9", "-0", ".5", "5.", "9000000000000.0000001", "99999999999999999999", "1,5", "+", "٣"]
                        )[random.Next(10)]
                        : Text(random),
            }
        : type == typeof(FieldMask) ? Mask(random)
        : type == typeof(Any)
            ? new Any
            {
                TypeUrl = random.Next(2) == 0 ? "type.googleapis.com/google.protobuf.Any" : Text(random),
                Value = ByteString.CopyFrom(Wire.Bytes(random, random.Next(60))),
            }
        : null;

    private static Date Day(Random random) =>
        random.Next(7) switch
        {
            0 => new(),
            1 => new()
            {
                Year = 9999,
                Month = 12,
                Day = 31,
            },
            2 => new()
            {
                Year = 1,
                Month = 1,
                Day = 1,
            },
            3 => new()
            {
                Year = 2023,
                Month = 2,
                Day = 29,
            },
            4 => new() { Year = 2023 },
            5 => new()
            {
                Year = 10_000,
                Month = 1,
                Day = 1,
            },
            _ => new()
            {
                Year = (int)Number(random),
                Month = (int)Number(random),
                Day = (int)Number(random),
            },
        };

    private static Timestamp Instant(Random random) =>
        random.Next(6) switch
        {
            0 => new() { Seconds = long.MaxValue },
            1 => new() { Seconds = long.MinValue },
            2 => new() { Seconds = 253402300799, Nanos = 999_999_999 },
            3 => new() { Seconds = -62135596800 },
            4 => new() { Seconds = 1, Nanos = -1 },
            _ => new() { Seconds = Number(random), Nanos = (int)Number(random) },
        };

    private static FieldMask Mask(Random random)
    {
        var mask = new FieldMask();
        var count = random.Next(30) == 0 ? 2000 : random.Next(4);
        for (var i = 0; i < count; i++)
            mask.Paths.Add(random.Next(4) == 0 ? Text(random) : Paths[random.Next(Paths.Length)]);
        return mask;
    }

    private static string Random(Random random, int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
            text.Append((char)random.Next(1, 0xD7FF));
        return text.ToString();
    }
}
