namespace Ledger.Export;

/// <summary>How far a report has come.</summary>
public enum ReportState
{
    /// <summary>It has its number; its file is not written yet.</summary>
    Numbered = 0,

    /// <summary>Its file is written, the platform has not answered.</summary>
    Unanswered = 1,

    /// <summary>The platform took it.</summary>
    Done = 2,

    /// <summary>The platform refused it.</summary>
    Failed = 3,

    /// <summary>A later report of the same act stands in its place.</summary>
    Replaced = 4,
}
