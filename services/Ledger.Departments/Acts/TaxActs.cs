using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>Requests to the tax department as events.</summary>
internal static class TaxActs
{
    public static BuiltAct Of(ActScope scope, string path, TaxAct act) => act.ActCase switch
    {
        TaxAct.ActOneofCase.Assess => Of(scope, path + "assess.", act.Assess),
        TaxAct.ActOneofCase.Pay => Of(scope, path + "pay.", act.Pay),
        TaxAct.ActOneofCase.Exempt => Of(scope, path + "exempt.", act.Exempt),
        TaxAct.ActOneofCase.Refund => Of(scope, path + "refund.", act.Refund),
        _ => ContractActs.Absent(scope, path),
    };

    public static BuiltAct Of(ActScope scope, string path, AssessTaxRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var units = scope.Units(request.UnitCodes, code => code, path + "unit_codes", "").ConvertAll(unit => unit.Unit);
        var converted = false;
        var body = new TaxAssessed
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            LiabilityDate = input.PastDay(request.LiabilityDate, path + "liability_date"),
            DeclarationDate = input.PastDay(request.DeclarationDate, path + "declaration_date"),
            AssessmentDate = input.PastDay(request.AssessmentDate, path + "assessment_date"),
            DeclaredPriceFen = input.Amount(request.DeclaredPrice, path + "declared_price", ref converted),
            BaseFen = input.Amount(request.Base, path + "base", ref converted),
            BaseReason = (BaseReason)input.Known(request.BaseReason, path + "base_reason", zeroIsUnspecified: false),
        };
        body.Units.AddRange(units.Select(unit => unit.Text));
        var lines = new List<TaxLine>();
        input.Count(request.Lines.Count, path + "lines");
        for (var i = 0; i < request.Lines.Count; i++)
        {
            lines.Add(Line(scope, draft, request.Lines[i], units, i, $"{path}lines[{i}]", ref converted));
        }

        lines.Sort(PartyOrder.Compare);
        body.Lines.AddRange(lines);
        body.PriceConverted = converted;
        draft.Names(body.ContractNumber);
        units.ForEach(unit => draft.Names(unit.Text));
        scope.StateUnits(body.ContractNumber, units);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, PayTaxRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new TaxPaid
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            PaymentDate = input.PastDay(request.PaymentDate, path + "payment_date"),
        };
        var units = ContractActs.NameContract(scope, draft, body.ContractNumber);
        input.Count(request.Tickets.Count, path + "tickets");
        var tickets = request.Tickets.Select((ticket, i) => Ticket(scope, draft, ticket, units, i, $"{path}tickets[{i}]")).ToList();
        tickets.Sort(static (a, b) => string.CompareOrdinal(a.Number, b.Number));
        body.Tickets.AddRange(tickets);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, ExemptTaxRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new TaxExempted
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            Date = input.PastDay(request.Date, path + "date"),
            Tax = input.Known(request.Tax, path + "tax"),
            Side = input.Known(request.Side, path + "side", zeroIsUnspecified: false),
            Exemption = input.Text<ReasonCode>(request.Exemption, path + "exemption"),
        };
        var units = ContractActs.NameContract(scope, draft, body.ContractNumber);
        body.Taxpayer = scope.Across(scope.Party(request.Taxpayer, path + "taxpayer", draft, "taxpayer", named: false), units);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, RefundTaxRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new TaxRefunded
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            Date = input.PastDay(request.Date, path + "date"),
            Reason = input.Known(request.Reason, path + "reason"),
        };
        ContractActs.NameContract(scope, draft, body.ContractNumber);
        input.Count(request.Refunds.Count, path + "refunds");
        var converted = false;
        var refunds = request.Refunds.Select((refund, i) => new Refund
        {
            Number = input.Text<TicketNumber>(refund.TicketNumber, $"{path}refunds[{i}].ticket_number"),
            AmountFen = input.Amount(refund.Amount, $"{path}refunds[{i}].amount", ref converted),
        }).ToList();
        refunds.Sort(static (a, b) => string.CompareOrdinal(a.Number, b.Number));
        body.Refunds.AddRange(refunds);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    private static TaxLine Line(
        ActScope scope, ActDraft draft, TaxLineInput line, IReadOnlyList<ActUnit> units, int index, string field, ref bool converted)
    {
        var input = scope.Input;
        return new()
        {
            Tax = input.Known(line.Tax, field + ".tax"),
            Side = input.Known(line.Side, field + ".side", zeroIsUnspecified: false),
            Taxpayer = scope.Across(scope.Party(line.Taxpayer, field + ".taxpayer", draft, $"line.{index}", named: false), units),
            BaseFen = input.Amount(line.Base, field + ".base", ref converted),
            Rate = input.Rate(line.Rate, field + ".rate"),
            DueFen = input.Amount(line.Due, field + ".due", ref converted),
            ReductionFen = input.OptionalAmount(line.Reduction, field + ".reduction", ref converted),
            Exemption = input.OptionalText<ReasonCode>(line.Exemption, field + ".exemption"),
            BuyerClass = input.Known(line.BuyerClass, field + ".buyer_class", zeroIsUnspecified: false),
        };
    }

    private static Ticket Ticket(ActScope scope, ActDraft draft, TicketInput ticket, IReadOnlyList<ActUnit> units, int index, string field)
    {
        var input = scope.Input;
        var converted = false;
        return new()
        {
            Number = input.Text<TicketNumber>(ticket.Number, field + ".number"),
            Tax = input.Known(ticket.Tax, field + ".tax"),
            Side = input.Known(ticket.Side, field + ".side", zeroIsUnspecified: false),
            Taxpayer = scope.Across(scope.Party(ticket.Taxpayer, field + ".taxpayer", draft, $"ticket.{index}", named: false), units),
            AmountFen = input.Amount(ticket.Amount, field + ".amount", ref converted),
        };
    }
}
