using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An operator as the ledger knows one: what the signer's organisation enrolled it for, and whether its certificate was revoked.</summary>
/// <param name="Fingerprint">SHA-256 of the certificate.</param>
/// <param name="Staff">Its page.</param>
/// <param name="Revocation">The revocation of its certificate, absent as a rule.</param>
internal sealed record EnrolledOperator(ByteString Fingerprint, PageView<StaffPage> Staff, PageView<Revocation> Revocation)
{
    /// <summary>Reads the pages.</summary>
    public static EnrolledOperator Load(Book book, ByteString fingerprint)
        => new(fingerprint, book.Staff(fingerprint), book.Revocation(fingerprint));

    /// <summary>Whether it may do something for its organisation on a day.</summary>
    public bool May(StaffDuty duty, Day day)
        => Revocation.Body is null && Staff.Body is { } page && page.From <= day.Number && day.Number < page.Until && page.Duties.Contains(duty);

    /// <summary>What the pages say, for a finding.</summary>
    public FindingValue[] Says(string path) =>
    [
        Labels.InEvent(new("人员证书指纹", "operator's certificate"), Convert.ToHexStringLower(Fingerprint.Span)[..16] + "…", path),
        Staff.Says(new("登记机构", "enrolled by"), Staff.Body?.Member),
        Staff.Says(new("镇街", "town"), Staff.Body?.Town),
        Staff.Says(new("职责", "duties"), Staff.Body is { } page ? string.Join("、", page.Duties.Select(static duty => Labels.Text(CodeNames.Of(duty)!))) : null),
        Staff.Says(new("有效期", "in force"), Staff.Body is { } known ? $"{Labels.Date(known.From)} – {Labels.Date(known.Until)}" : null),
        Revocation.Says(new("证书吊销", "certificate revoked"), Revocation.Body?.Reason),
    ];
}
