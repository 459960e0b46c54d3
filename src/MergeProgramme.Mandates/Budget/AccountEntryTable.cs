using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Budget;

/// <summary>The SQL on entries of the accounts that several rpcs share.</summary>
internal static class AccountEntryTable
{
    /// <summary>What an entry is known by in a programme: system, year of its date, voucher and line, whatever the case and space of the words.</summary>
    public static string KeyOf(AccountEntry entry)
    {
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{Plain(entry.SourceSystem)}\n{entry.Date?.Year ?? 0}\n{Plain(entry.Voucher)}\n{entry.Line}"
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 16));
    }

    /// <summary>The entries of a programme that any of these keys stand for, by key.</summary>
    public static async Task<Dictionary<string, AccountEntry>> KnownAsync(
        Session session,
        string programme,
        IEnumerable<string> keys
    )
    {
        Dictionary<string, AccountEntry> known = new(StringComparer.Ordinal);
        foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(1000))
        {
            var (list, parameters) = Registers.Names.Of(some);
            parameters["programme"] = programme;
            foreach (
                var entry in await session.QueryAsync<AccountEntry>(
                    $"SELECT * FROM account_entries WHERE programme = @programme AND entry_key IN ({list})",
                    parameters
                )
            )
                known[KeyOf(entry)] = entry;
        }
        return known;
    }

    /// <summary>Writes new entries with their events; gives them names.</summary>
    /// <param name="entries">Each with the place that bears it.</param>
    public static async Task InsertAsync(WriteSession session, IReadOnlyCollection<(string Place, AccountEntry Entry)> entries)
    {
        foreach (var (place, entry) in entries)
            (entry.Name, entry.CreateTime) = ($"{place}/accountEntries/{KeyOf(entry)}", Instants.ToTimestamp(session.Now));
        await session.ExecuteAsync(
            """
            INSERT INTO account_entries (name, programme, parent, source_system, voucher, line, date, year, account, text, amount, kind,
                corrects_voucher, entry_key, create_time)
            VALUES (@Name, @Programme, @Place, @SourceSystem, @Voucher, @Line, @Date, @Year, @Account, @Text, @Amount, @Kind,
                @CorrectsVoucher, @Key, @CreateTime)
            """,
            entries.Select(e => new
            {
                e.Entry.Name,
                Programme = ResourceNames.Programme(e.Place),
                e.Place,
                e.Entry.SourceSystem,
                e.Entry.Voucher,
                e.Entry.Line,
                e.Entry.Date,
                e.Entry.Date.Year,
                e.Entry.Account,
                e.Entry.Text,
                e.Entry.Amount,
                e.Entry.Kind,
                e.Entry.CorrectsVoucher,
                Key = ResourceNames.Id(e.Entry.Name),
                e.Entry.CreateTime,
            })
        );
        foreach (var (_, entry) in entries)
            session.Append("mandates.accountEntry.created", entry.Name, entry);
    }

    /// <summary>An entry as it is written: what callers may not say is left out, and a line that nobody numbered is the first.</summary>
    public static AccountEntry Written(AccountEntry given) =>
        new()
        {
            SourceSystem = given.SourceSystem.Trim(),
            Voucher = given.Voucher.Trim(),
            Line = Math.Max(given.Line, 1),
            Date = given.Date,
            Account = given.Account.Trim(),
            Text = given.Text.Trim(),
            Amount = given.Amount,
            Kind = given.Kind,
            CorrectsVoucher = given.CorrectsVoucher.Trim(),
        };

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
