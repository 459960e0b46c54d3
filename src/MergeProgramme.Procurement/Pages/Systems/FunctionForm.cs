using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>What people write about a function.</summary>
internal sealed class FunctionForm
{
    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public bool NeededOnVestingDay { get; set; } = true;

    public string Etag { get; set; } = "";

    /// <summary>The form for a function as it stands.</summary>
    public static FunctionForm From(ServiceFunction function) =>
        new()
        {
            Title = function.Title,
            Description = function.Description,
            NeededOnVestingDay = function.NeededOnVestingDay,
            Etag = function.Etag,
        };

    /// <summary>The function that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public ServiceFunction ToFunction(string name) =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Description = Description.Trim(),
            NeededOnVestingDay = NeededOnVestingDay,
            Etag = Etag,
        };
}
