namespace Ledger.Departments;

/// <summary>The record has lapsed and its contents are erased: a bank's envelope came too late, and nothing of it is kept.</summary>
public sealed class RecordLapsedException()
    : Exception("The record has lapsed and its contents are erased. | 该记录已失效，内容已删除。");
