namespace MergeProgramme.Platform.Calendar;

/// <summary>The public holidays of Norway, in the order of the year (two of them may fall on the same day).</summary>
public enum PublicHoliday
{
    /// <summary>1 January, første nyttårsdag.</summary>
    NewYearsDay,

    /// <summary>Skjærtorsdag, three days before Easter Sunday.</summary>
    MaundyThursday,

    /// <summary>Langfredag, two days before Easter Sunday.</summary>
    GoodFriday,

    /// <summary>Første påskedag.</summary>
    EasterSunday,

    /// <summary>Andre påskedag.</summary>
    EasterMonday,

    /// <summary>1 May, offentlig høytidsdag.</summary>
    LabourDay,

    /// <summary>17 May, grunnlovsdagen.</summary>
    ConstitutionDay,

    /// <summary>Kristi himmelfartsdag, the Thursday 39 days after Easter Sunday.</summary>
    AscensionDay,

    /// <summary>Første pinsedag, 49 days after Easter Sunday.</summary>
    WhitSunday,

    /// <summary>Andre pinsedag, 50 days after Easter Sunday.</summary>
    WhitMonday,

    /// <summary>25 December, første juledag.</summary>
    ChristmasDay,

    /// <summary>26 December, andre juledag.</summary>
    SecondDayOfChristmas,
}
