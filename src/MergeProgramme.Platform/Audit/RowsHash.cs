using System.Security.Cryptography;
using System.Text;

namespace MergeProgramme.Platform.Audit;

/// <summary>
/// One hash of many rows, for a write whose event cannot name each of them. A message that has <c>rows_hash</c> and <c>hashed_columns</c> says so of the
/// rows that have its name in the column of its own name, and has in <c>common</c> what is the same in all of them.
/// </summary>
public static class RowsHash
{
    /// <summary>SHA-256, in lower-case hexadecimal digits, of the rows in the order of their names.</summary>
    /// <param name="rows">Name and values as the columns have them, numbers in digits.</param>
    public static string Of(IEnumerable<(string Name, IReadOnlyList<string> Values)> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, values) in rows.OrderBy(r => r.Name, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\u001F', values) + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
