using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

/// <summary>What the event log may say of a note. Everybody who reads the register reads the log.</summary>
internal static class NoteEvents
{
    public static StakeholderNote WithoutText(StakeholderNote note)
    {
        var said = note.Clone();
        said.Text = "";
        return said;
    }
}
