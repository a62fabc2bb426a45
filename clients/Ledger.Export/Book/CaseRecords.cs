using Ledger.V1;

namespace Ledger.Export;

/// <summary>What the records tell of cases: acceptance, reviews, certificates handed out, archive.</summary>
internal sealed class CaseRecords
{
    private readonly Dictionary<string, CaseFileRecords> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(BookAct Act, IssuedCertificateInput Asked)>> issued = new(StringComparer.Ordinal);

    /// <summary>Notes an act that is a step of a case.</summary>
    public void Note(BookAct act)
    {
        switch (act.Request)
        {
            case AcceptApplicationRequest accepted:
                Of(accepted.AcceptanceNumber).Accepted = act;
                break;
            case ReviewCaseRequest reviewed:
                Of(reviewed.AcceptanceNumber).Reviews.Add(act);
                break;
            case ArchiveCaseRequest archived:
                Of(archived.AcceptanceNumber).Archived = act;
                break;
            case IssueCertificatesRequest request:
                foreach (var certificate in request.Certificates)
                {
                    if (!issued.TryGetValue(certificate.Certificate, out var known))
                        issued[certificate.Certificate] = known = [];
                    known.Add((act, certificate));
                }

                break;
        }
    }

    /// <summary>The steps of a case; null when no record tells of it.</summary>
    public CaseFileRecords? Find(string acceptanceNumber) => files.GetValueOrDefault(acceptanceNumber);

    /// <summary>When a certificate was printed and handed out.</summary>
    public IReadOnlyList<(BookAct Act, IssuedCertificateInput Asked)> IssuedOf(string number) => issued.TryGetValue(number, out var known) ? known : [];

    private CaseFileRecords Of(string number)
    {
        if (!files.TryGetValue(number, out var file))
            files[number] = file = new();
        return file;
    }
}
