namespace Ledger.Departments;

/// <summary>Steps of the record store between which a machine may fail; tests stop or fail it at each.</summary>
internal enum RecordPoint
{
    AnchorMade,
    KeysMade,
    BeforeLayout,
    AfterLayout,
    BeforeCommit,
    AfterCommit,
    BeforeFold,
    AfterFold,
    InAnchor,
    AfterAnchor,
    BeforeClose,
}
