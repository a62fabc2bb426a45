using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>The events that requests to the tax department must become, without tokens and document roots.</summary>
internal static class TaxActs
{
    public static IMessage Of(AssessTaxRequest request, SignedRequest signed)
    {
        var assessed = new TaxAssessed
        {
            Act = ActInput.Act(request.Document, signed),
            ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
            LiabilityDate = ActInput.DayNumber(request.LiabilityDate),
            DeclarationDate = ActInput.DayNumber(request.DeclarationDate),
            AssessmentDate = ActInput.DayNumber(request.AssessmentDate),
            DeclaredPriceFen = ActInput.Fen(request.DeclaredPrice),
            BaseFen = ActInput.Fen(request.Base),
            BaseReason = (BaseReason)request.BaseReason,
            PriceConverted = ActInput.IsWan(request.DeclaredPrice) || ActInput.IsWan(request.Base)
                || request.Lines.Any(line => ActInput.IsWan(line.Base) || ActInput.IsWan(line.Due) || ActInput.IsWan(line.Reduction)),
        };
        assessed.Units.AddRange(request.UnitCodes.Select(ActInput.Text<UnitCode>).Order(StringComparer.Ordinal));
        assessed.Lines.AddRange(request.Lines.Select(line => new TaxLine
        {
            Tax = line.Tax,
            Side = line.Side,
            Taxpayer = ActInput.PartyAcrossUnits(line.Taxpayer),
            BaseFen = ActInput.Fen(line.Base),
            Rate = line.Rate,
            DueFen = ActInput.Fen(line.Due),
            ReductionFen = ActInput.Fen(line.Reduction),
            Exemption = ActInput.Text<ReasonCode>(line.Exemption),
            BuyerClass = line.BuyerClass,
        }));
        return assessed;
    }

    public static IMessage Of(PayTaxRequest request, SignedRequest signed)
    {
        var paid = new TaxPaid
        {
            Act = ActInput.Act(request.Document, signed),
            ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
            PaymentDate = ActInput.DayNumber(request.PaymentDate),
        };
        paid.Tickets.AddRange(request.Tickets.Select(ticket => new Ticket
        {
            Number = ActInput.Text<TicketNumber>(ticket.Number),
            Tax = ticket.Tax,
            Side = ticket.Side,
            Taxpayer = ActInput.PartyAcrossUnits(ticket.Taxpayer),
            AmountFen = ActInput.Fen(ticket.Amount),
        }));
        return paid;
    }

    public static IMessage Of(ExemptTaxRequest request, SignedRequest signed) => new TaxExempted
    {
        Act = ActInput.Act(request.Document, signed),
        ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
        Date = ActInput.DayNumber(request.Date),
        Tax = request.Tax,
        Side = request.Side,
        Taxpayer = ActInput.PartyAcrossUnits(request.Taxpayer),
        Exemption = ActInput.Text<ReasonCode>(request.Exemption),
    };

    public static IMessage Of(RefundTaxRequest request, SignedRequest signed)
    {
        var refunded = new TaxRefunded
        {
            Act = ActInput.Act(request.Document, signed),
            ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
            Date = ActInput.DayNumber(request.Date),
            Reason = request.Reason,
        };
        refunded.Refunds.AddRange(request.Refunds.Select(refund => new Refund
        {
            Number = ActInput.Text<TicketNumber>(refund.TicketNumber),
            AmountFen = ActInput.Fen(refund.Amount),
        }));
        return refunded;
    }

    public static IEnumerable<IMessage> Of(TaxBatchRequest request, SignedRequest signed) => request.Acts.Select(act => act.ActCase switch
    {
        TaxAct.ActOneofCase.Assess => Of(act.Assess, signed),
        TaxAct.ActOneofCase.Pay => Of(act.Pay, signed),
        TaxAct.ActOneofCase.Exempt => Of(act.Exempt, signed),
        TaxAct.ActOneofCase.Refund => Of(act.Refund, signed),
        _ => throw new ArgumentException("An act of the batch is empty.", nameof(request)),
    });
}
