namespace Ledger.Export;

/// <summary>The steps of one case that records tell of.</summary>
internal sealed class CaseFileRecords
{
    /// <summary>Its acceptance.</summary>
    public BookAct? Accepted { get; set; }

    /// <summary>Its reviews in order.</summary>
    public List<BookAct> Reviews { get; } = [];

    /// <summary>Its archive.</summary>
    public BookAct? Archived { get; set; }
}
