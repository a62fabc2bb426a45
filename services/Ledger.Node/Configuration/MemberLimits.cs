namespace Ledger.Node;

/// <summary>
/// What each member may use of the department behind a node; the meanings and usual values are those of
/// <see cref="Departments.DepartmentLimits"/>.
/// </summary>
public sealed record MemberLimits
{
    private static readonly Departments.DepartmentLimits Usual = new();

    /// <summary>Watches open at a time in all; 8 to 100,000.</summary>
    public int Watches { get; init; } = Usual.Watches;

    /// <summary>Watches of one member; 1 to 100,000.</summary>
    public int WatchesPerMember { get; init; } = Usual.WatchesPerMember;

    /// <summary>Watches with one certificate; 1 to 10,000.</summary>
    public int WatchesPerCertificate { get; init; } = Usual.WatchesPerCertificate;

    /// <summary>Acts of one bank that wait for its signature; 1 to 100,000.</summary>
    public int PreparedRecordsPerBank { get; init; } = Usual.PreparedRecordsPerBank;

    /// <summary>Bytes of them; 1 MiB to 1 GiB.</summary>
    public int PreparedBytesPerBank { get; init; } = (int)Usual.PreparedBytesPerBank;

    /// <summary>Records of one bank whose fate is open; 1 to 100,000.</summary>
    public int OpenRecordsPerBank { get; init; } = Usual.OpenRecordsPerBank;

    /// <summary>Checks a day of one member; 1 to 10,000,000.</summary>
    public int ChecksPerDay { get; init; } = Usual.ChecksPerDay;

    /// <summary>Checks and acts a day of one member that may be refused for want of a basis; 1 to 100,000.</summary>
    public int RefusedPerDay { get; init; } = Usual.RefusedPerDay;

    /// <summary>Dry runs a day of one member, the department's own clerks included; 1 to 1,000,000.</summary>
    public int DryRunsPerDay { get; init; } = Usual.DryRunsPerDay;

    /// <summary>Bytes a day that are kept for one member; 1 MiB to 2,147,483,647.</summary>
    public int StoredBytesPerDay { get; init; } = (int)Usual.StoredBytesPerDay;

    /// <summary>Longest that an owner's authorisation may reach ahead, days; 1 to 3,650.</summary>
    public int AuthorisationDays { get; init; } = Usual.AuthorisationDays;

    /// <summary>Days for which verdicts are kept; 30 to 36,500.</summary>
    public int VerdictDays { get; init; } = Usual.VerdictDays;

    /// <summary>Records whose fate is open at a time in all; 1 to 1,000,000.</summary>
    public int OpenRecords { get; init; } = Usual.OpenRecords;
}
