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

    /// <summary>Watches that the certificates of one member may have open together; more than its equal part only while others leave it.</summary>
    public int WatchesPerMember { get; init; } = 128;

    /// <summary>Watches open at a time with one certificate.</summary>
    public int WatchesPerCertificate { get; init; } = 32;

    /// <summary>Acts of one bank that may wait for its signature; they lapse with the payload's time and are then erased.</summary>
    public int PreparedRecordsPerBank { get; init; } = 256;

    /// <summary>Bytes of one bank's acts that may wait for its signature.</summary>
    public long PreparedBytesPerBank { get; init; } = 16 << 20;

    /// <summary>Records of one bank whose fate may be open at a time.</summary>
    public int OpenRecordsPerBank { get; init; } = 1024;

    /// <summary>Checks a day that are answered to one member; the department's own clerks are not counted.</summary>
    public int ChecksPerDay { get; init; } = 5000;

    /// <summary>Checks and acts of one member a day that may be refused for want of a basis; each is kept, and beyond nothing more is said.</summary>
    public int RefusedPerDay { get; init; } = 200;

    /// <summary>Dry runs a day of one member, the department's own clerks included: an answer tells how an act stands with the register.</summary>
    public int DryRunsPerDay { get; init; } = 5000;

    /// <summary>Bytes a day that are kept for one member: its acts with their documents, and certificates handed out.</summary>
    public long StoredBytesPerDay { get; init; } = 256 << 20;

    /// <summary>Longest that an owner's authorisation may reach ahead, in days.</summary>
    public int AuthorisationDays { get; init; } = 90;

    /// <summary>Records whose fate is open at a time; beyond, new writes are refused as busy before they are kept.</summary>
    public int OpenRecords { get; init; } = 16_384;

    /// <summary>How long a write waits for its receipt before it answers <i>ordered</i>.</summary>
    public TimeSpan ReceiptWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an envelope is left alone before its bytes are submitted again.</summary>
    public TimeSpan ResubmitAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far the clock of a request or an envelope may be off (formats.md 9).</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Days for which verdicts are kept: three years, as what shows how the register was used.</summary>
    public int VerdictDays { get; init; } = 1096;

    /// <summary>Largest record store, in bytes; 0 = as large as the disk allows.</summary>
    public long RecordStoreBytes { get; init; }
}
