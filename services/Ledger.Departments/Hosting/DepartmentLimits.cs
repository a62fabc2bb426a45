namespace Ledger.Departments;

/// <summary>Limits of a department's services.</summary>
public sealed record DepartmentLimits
{
    /// <summary>Largest request, in bytes (formats.md 12).</summary>
    public int RequestBytes { get; init; } = 1 << 20;

    /// <summary>Largest page of a list (formats.md 12).</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Streams open at a time on one connection.</summary>
    public int StreamsPerConnection { get; init; } = 256;

    /// <summary>Watches open at a time in all.</summary>
    public int Watches { get; init; } = 256;

    /// <summary>Records whose fate is open at a time; beyond, new writes are refused as busy before they are kept.</summary>
    public int OpenRecords { get; init; } = 16_384;

    /// <summary>How long a write waits for its receipt before it answers <i>ordered</i>.</summary>
    public TimeSpan ReceiptWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an envelope is left alone before its bytes are submitted again.</summary>
    public TimeSpan ResubmitAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far the clock of a request or an envelope may be off (formats.md 9).</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest record store, in bytes; 0 = as large as the disk allows.</summary>
    public long RecordStoreBytes { get; init; }
}
