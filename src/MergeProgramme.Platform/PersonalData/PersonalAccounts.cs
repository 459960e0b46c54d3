using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.PersonalData;

/// <summary>How a module that holds accounts, which belong to no programme, is searched.</summary>
/// <param name="FindAsync">Resource names of the accounts that are the person's and have to do with the programme.</param>
/// <param name="Say">What a row of such an account says (<see cref="PersonalTable.Facts"/>), in the caller's language. Columns that are NULL are left out.</param>
/// <param name="Kept">Why all of it stays.</param>
public sealed record PersonalAccounts(
    Func<Session, PersonalNames, Task<IReadOnlyCollection<string>>> FindAsync,
    Func<PersonalTable, IReadOnlyDictionary<string, object>, string> Say,
    PersonalDataKeepReason Kept
);
