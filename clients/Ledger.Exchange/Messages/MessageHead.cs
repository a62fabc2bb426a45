namespace Ledger.Exchange;

/// <summary>The head of a message: one element per field. What is absent or empty is null.</summary>
public sealed class MessageHead
{
    /// <summary>The fields in the order of writing.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "BizMsgID", "ASID", "AreaCode", "RecType", "RightType", "RegType", "CreateDate", "RecFlowID", "RegOrgID", "ParcelID", "EstateNum",
        "PreEstateNum", "PreCertID", "CertCount", "ProofCount", "DigitalSign",
    ];

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Message number: 18 digits, area, day, serial of the day; a suffix tells why it comes again.</summary>
    public string? BizMsgId => this["BizMsgID"];

    /// <summary>County.</summary>
    public string? AreaCode => this["AreaCode"];

    /// <summary>Record type, seven digits.</summary>
    public string? RecType => this["RecType"];

    /// <summary>Registration type, A.21.</summary>
    public string? RegType => this["RegType"];

    /// <summary>Time of the act.</summary>
    public string? CreateDate => this["CreateDate"];

    /// <summary>Business number.</summary>
    public string? RecFlowId => this["RecFlowID"];

    /// <summary>The unit.</summary>
    public string? EstateNum => this["EstateNum"];

    /// <summary>The units before, several joined.</summary>
    public string? PreEstateNum => this["PreEstateNum"];

    /// <summary>The certificates before, several joined.</summary>
    public string? PreCertId => this["PreCertID"];

    /// <summary>A field by name; null when it is absent or empty. Fields of one vendor are kept too.</summary>
    public string? this[string field]
    {
        get => values.GetValueOrDefault(field);
        set
        {
            if (string.IsNullOrWhiteSpace(value))
                values.Remove(field);
            else
                values[field] = value.Trim();
        }
    }
}
