using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// What comes after an act that was recorded: of an act of a case the steps that the case itself shows as due, of any other what an office
/// does next. Nobody has to know the order by heart.
/// </summary>
internal static class NextSteps
{
    /// <summary>Fields whose values the next command takes over.</summary>
    private static readonly string[] Carried =
        [
        "contract_number", "acceptance_number", "unit_code", "mortgage.contract_number", "mortgage.mortgagee", "agreement_number", "opening.unit_code",
    ];

    /// <summary>Events that may come next, by the event they follow; those that a case shows are not stated.</summary>
    private static readonly Dictionary<string, string[]> Following = new(StringComparer.Ordinal)
    {
        ["ContractSigned"] = ["ContractFiled", "FundsSupervised"],
        ["ContractFiled"] = ["TaxDeclared", "ApplicationAccepted"],
        ["ContractAmended"] = ["ContractFiled", "TaxDeclared"],
        ["ContractFilingReturned"] = ["ContractAmended", "ContractRevoked"],
        ["ContractRevoked"] = ["TaxRefunded", "FundsReleased"],
        ["PresalePermitIssued"] = ["HouseRowsPublished"],
        ["HouseRowsPublished"] = ["ContractSigned"],
        ["FundsSupervised"] = ["FundsDeposited"],
        ["FundsDeposited"] = ["FundsReleased"],
        ["TaxDeclared"] = ["TaxAssessed"],
        ["TaxReturned"] = ["TaxDeclared"],
        ["TaxAssessed"] = ["TaxExempted", "TaxPaid"],
        ["TaxExempted"] = ["TaxPaid", "TaxCertificateIssued"],
        ["TaxPaid"] = ["TaxCertificateIssued"],
        ["TaxCertificateIssued"] = ["TransferRecorded"],
        ["InstrumentStated"] = ["TaxDeclared", "ApplicationAccepted"],
        ["MortgageContractSigned"] = ["ApplicationAccepted", "MortgageRegistered"],
        ["MortgageChangeAgreed"] = ["ApplicationAccepted", "MortgageChanged"],
        ["MortgageeConsented"] = ["ApplicationAccepted", "TransferRecorded"],
        ["MortgageeNotified"] = ["TransferRecorded"],
        ["ReleaseInstructed"] = ["ApplicationAccepted", "MortgageCancelled"],
        ["ReleaseWithdrawn"] = ["ReleaseInstructed"],
        ["LoanDisbursed"] = ["ReleaseInstructed"],
        ["ApplicationAccepted"] = ["CaseReviewed"],
        ["FirstRegistered"] = ["CertificateIssued"],
        ["ProjectFirstRegistered"] = ["CertificateIssued"],
        ["TransferRecorded"] = ["CertificateIssued"],
        ["CourtTransferRecorded"] = ["CertificateIssued"],
        ["MortgageRegistered"] = ["CertificateIssued", "LoanDisbursed"],
        ["CertificateIssued"] = ["CaseArchived"],
        ["CaseWithdrawn"] = ["TaxRefunded", "CaseArchived"],
        ["CaseRefused"] = ["TaxRefunded", "CaseArchived"],
        ["CorrectionOpened"] = ["CorrectionRecorded"],
        ["SharingAuthorised"] = ["QueryTraced"],
        ["StaffRetired"] = ["StaffEnrolled"],
        ["SeizureEntered"] = ["SeizureRenewed", "SeizureLifted"],
        ["SeizureRenewed"] = ["SeizureRenewed", "SeizureLifted"],
        ["LockPlaced"] = ["LockRemoved"],
        ["ObjectionEntered"] = ["ObjectionSuitFiled", "ObjectionCancelled"],
    };

    /// <summary>Says what comes next.</summary>
    /// <param name="context">The command.</param>
    /// <param name="client">Asks how the case stands.</param>
    /// <param name="form">The act.</param>
    /// <param name="request">Its request.</param>
    /// <param name="ct">Ends the asking.</param>
    public static async Task TellAsync(CommandContext context, LedgerClient client, ActForm form, IMessage request, CancellationToken ct)
    {
        if (context.Json)
            return;

        if (CaseOf(request) is { Length: > 0 } number && await FindAsync(client, number, ct) is { } view)
        {
            CaseShowCommand.Next(context, view);
            context.Note(new($"进度：ledger case show {number}", $"how it stands: ledger case show {number}"));
            return;
        }

        foreach (var line in LinesOf(form, request, context.Language))
            context.Error.WriteLine(line);
    }

    /// <summary>What comes after an act of no case.</summary>
    internal static IEnumerable<string> LinesOf(ActForm form, IMessage request, Language language)
    {
        var next = Following.TryGetValue(form.Event.Name, out var events)
            ? events.Select(static name => ActForms.All.FirstOrDefault(form => form.Event.Name == name)).OfType<ActForm>().ToList()
            : [];
        foreach (var step in next)
            yield return new Wording($"下一步：{step.Name.Chinese}：{Command(step, request)}", $"next: {step.Name.English}: {Command(step, request)}").In(language);

        if (next.Count > 0)
            yield break;

        var subject = Carried.Select(path => ValueOf(request, path)).FirstOrDefault(static value => value.Length > 0) ?? "";
        var history = $"ledger history {subject}".TrimEnd();
        yield return new Wording($"此项业务已办结；查看：{history}", $"this is done; to see it: {history}").In(language);
    }

    /// <summary>The command of a step, with what is known of it; its template says what else it wants.</summary>
    private static string Command(ActForm step, IMessage request)
    {
        if (step.Event.Name == "ApplicationAccepted")
        {
            var basis = ValueOf(request, "contract_number");
            return $"ledger case new --template …{(basis.Length > 0 ? $" --basis {basis}" : "")}";
        }

        var known = step.Options.Where(static option => Carried.Contains(option.Path))
            .Select(option => (option.Name, Value: ValueOf(request, option.Path))).Where(static option => option.Value.Length > 0)
            .Select(static option => $" {option.Name} {option.Value}");
        return $"ledger {step.Group} {step.Verb}{string.Concat(known)} --template";
    }

    private static string ValueOf(IMessage request, string path)
    {
        object? at = request;
        foreach (var step in path.Split('.'))
            at = at is IMessage message ? message.Descriptor.FindFieldByName(step)?.Accessor.GetValue(message) : null;

        return at as string ?? "";
    }

    /// <summary>The case that an act belongs to; empty of none.</summary>
    private static string CaseOf(IMessage request)
        => ValueOf(request, "acceptance_number") is { Length: > 0 } own ? own : ValueOf(request, "recording.acceptance_number");

    /// <summary>How a case stands; null where this user or this ledger has no view of it.</summary>
    private static async Task<CaseView?> FindAsync(LedgerClient client, string number, CancellationToken ct)
    {
        try
        {
            return await client.Cases.GetAsync(number, cancellationToken: ct);
        }
        catch (Verifier.LedgerException)
        {
            // The act is recorded: what comes next is a courtesy.
            return null;
        }
    }
}
