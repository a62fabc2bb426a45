namespace Ledger.Departments;

/// <summary>Everything that this build answers: what a catalogue may list.</summary>
internal static class SharedAnswers
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ISharedAnswer> All { get; } =
        [new HomesAnswer(), new CertificateLiveAnswer(), new TitleAnswer(), new LiensAnswer(), new PriceFiledAnswer()];

    /// <summary>What a department answers an item by; null for nothing.</summary>
    public static ISharedAnswer? Find(string department, string item) => All.FirstOrDefault(answer => answer.Department == department && answer.Item == item);
}
