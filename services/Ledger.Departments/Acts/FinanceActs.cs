using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>Requests of banks as events.</summary>
internal static class FinanceActs
{
    public static BuiltAct Of(ActScope scope, string path, FinanceAct act) => act.ActCase switch
    {
        FinanceAct.ActOneofCase.SignMortgageContract => Of(scope, path + "sign_mortgage_contract.", act.SignMortgageContract),
        FinanceAct.ActOneofCase.Consent => Of(scope, path + "consent.", act.Consent),
        FinanceAct.ActOneofCase.Release => Of(scope, path + "release.", act.Release),
        _ => ContractActs.Absent(scope, path),
    };

    private static BuiltAct Of(ActScope scope, string path, SignMortgageContractAct request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new MortgageContractSigned
        {
            Mortgage = MortgageInputs.Id(scope, request.Mortgage, path + "mortgage"),
            Terms = MortgageInputs.Terms(scope, request.Terms, path + "terms", out var converted),
            SigningDate = input.PastDay(request.SigningDate, path + "signing_date"),
            AmountConverted = converted,
        };
        var units = scope.Units(request.Units, unit => unit.UnitCode, path + "units");
        foreach (var (unit, asked, field) in units)
        {
            body.Units.Add(new MortgageUnit { UnitCode = unit.Text, Share = input.Share(asked.Share, field + ".share"), Epoch = unit.Epoch });
            draft.Names(unit.Text);
        }

        var codes = units.ConvertAll(unit => unit.Unit);
        input.Count(request.Mortgagors.Count, path + "mortgagors");
        var mortgagors = request.Mortgagors
            .Select((party, i) => (Index: (uint)i, Party: scope.Across(scope.Party(party, $"{path}mortgagors[{i}]", draft, $"mortgagor.{i}"), codes)))
            .ToList();
        mortgagors.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        body.Mortgagors.AddRange(mortgagors.Select(m => m.Party));
        for (var i = 0; i < request.MortgagorsNotSigning.Count; i++)
        {
            if (request.MortgagorsNotSigning[i] >= mortgagors.Count)
            {
                input.Fault($"{path}mortgagors_not_signing[{i}]", "抵押人序号越界", "the index names no mortgagor", $"below {mortgagors.Count}");
            }
        }

        body.MortgagorsNotSigning.AddRange(
            Enumerable.Range(0, mortgagors.Count).Where(i => request.MortgagorsNotSigning.Contains(mortgagors[i].Index)).Select(i => (uint)i));
        draft.Names(MortgageInputs.Subject(body.Mortgage));
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    private static BuiltAct Of(ActScope scope, string path, ConsentAct request)
    {
        var draft = new ActDraft(scope, path, request.Document);
        var body = new MortgageeConsented
        {
            Mortgage = MortgageInputs.Id(scope, request.Mortgage, path + "mortgage"),
            ContractNumber = scope.Input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            Date = scope.Input.PastDay(request.Date, path + "date"),
        };
        scope.Page(PageKeys.Mortgage(body.Mortgage));
        ContractActs.NameContract(scope, draft, body.ContractNumber);
        draft.Names(MortgageInputs.Subject(body.Mortgage));
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    private static BuiltAct Of(ActScope scope, string path, ReleaseAct request)
    {
        var draft = new ActDraft(scope, path, request.Document);
        var body = new ReleaseInstructed
        {
            Mortgage = MortgageInputs.Id(scope, request.Mortgage, path + "mortgage"),
            Reason = scope.Input.Known(request.Reason, path + "reason"),
            Date = scope.Input.PastDay(request.Date, path + "date"),
        };
        scope.Page(PageKeys.Mortgage(body.Mortgage));
        draft.Names(MortgageInputs.Subject(body.Mortgage));
        return draft.Finish(body, static (b, act) => b.Act = act);
    }
}
