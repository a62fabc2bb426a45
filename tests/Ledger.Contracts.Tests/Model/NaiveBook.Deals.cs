using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Contracts, instruments, taxes and supervised money.</content>
internal sealed partial class NaiveBook
{
    /// <summary>Account of a tax.</summary>
    public static string AccountOf(TaxKind tax, TaxSide side, PartyAcrossUnits party) => $"{side} {tax} {KeyOf(party)}";

    private bool ApplyToDeals(IMessage e)
    {
        switch (e)
        {
            case ContractSigned signed:
                AddBasis(
                    new(signed.ContractNumber, true)
                    {
                        State = ContractState.Signed,
                        Units = [.. signed.Units.Select(unit => unit.UnitCode)],
                        TakesDeal = true,
                    },
                    signed.Units, signed.Sellers, signed.Buyers);
                break;
            case ContractFiled filed:
                Move(filed.ContractNumber, ContractState.Filed, ContractState.Signed);
                break;
            case ContractAmended amended:
                Amend(amended);
                break;
            case ContractRevoked revoked:
                Move(
                    revoked.ContractNumber, Bases[revoked.ContractNumber].State == ContractState.Filed ? ContractState.FilingCancelled : ContractState.Revoked,
                    ContractState.Signed, ContractState.Filed);
                break;
            case InstrumentStated { Withdrawn: true } withdrawn:
                Move(withdrawn.Number, ContractState.Revoked, ContractState.Filed);
                break;
            case InstrumentStated stated:
                AddBasis(
                    new(stated.Number, false)
                    {
                        Kind = stated.Kind,
                        State = ContractState.Filed,
                        Units = [.. stated.Units.Select(unit => unit.UnitCode)],
                        Pair = stated.Pair,
                        TakesDeal = stated.Kind is InstrumentKind.Gift or InstrumentKind.Exchange or InstrumentKind.Partition or InstrumentKind.Divorce
                            or InstrumentKind.Spouse or InstrumentKind.Contribution,
                    },
                    stated.Units, stated.Givers, stated.Takers);
                break;
            case TaxAssessed assessed:
                Assess(assessed);
                break;
            case TaxExempted exempted:
                Exempt(exempted);
                break;
            case TaxPaid paid:
                Pay(paid);
                break;
            case TaxRefunded refunded:
                Refund(refunded);
                break;
            case FundsSupervised supervised:
                Funds.Add(supervised.AgreementNumber, new(supervised.ContractNumber) { Condition = supervised.Condition });
                break;
            case FundsDeposited deposited:
                Funds[deposited.AgreementNumber].Arrived += deposited.AmountFen;
                break;
            case FundsReleased released:
                Release(released);
                break;
            default:
                return false;
        }

        return true;
    }

    private static void State(NaiveBasis basis, IEnumerable<ContractUnit> units, IReadOnlyList<PartyAcrossUnits> givers, IReadOnlyList<PartyAcrossUnits> takers)
    {
        basis.TakersAcross.Clear();
        basis.GiversAcross.Clear();
        basis.TakersAcross.AddRange(takers);
        basis.GiversAcross.AddRange(givers);
        basis.Takers.Clear();
        var index = 0;
        foreach (var unit in units)
        {
            var place = index++;
            basis.Takers[unit.UnitCode] = new(unit.Buyers.Select(stake => KeyOf(takers[(int)stake.Party], place)), StringComparer.Ordinal);
        }
    }

    private void AddBasis(NaiveBasis basis, IEnumerable<ContractUnit> units, IReadOnlyList<PartyAcrossUnits> givers, IReadOnlyList<PartyAcrossUnits> takers)
    {
        BrokenInvariantException.Unless(!Bases.ContainsKey(basis.Number), 7, $"{basis.Number} names two contracts or instruments");
        Bases.Add(basis.Number, basis);
        State(basis, units, givers, takers);
        foreach (var unit in basis.Units)
        {
            Unit(unit);
            DealOn(unit);
        }
    }

    private void Move(string number, ContractState to, params ContractState[] from)
    {
        var basis = Bases[number];
        BrokenInvariantException.Unless(from.Contains(basis.State), 3, $"{number} goes from {basis.State} to {to}");
        basis.State = to;
    }

    private void Amend(ContractAmended e)
    {
        var basis = Bases[e.ContractNumber];
        BrokenInvariantException.Unless(basis.IsAlive, 3, $"{basis.Number} is amended though {basis.State}");
        basis.Units.Clear();
        basis.Units.AddRange(e.Units.Select(unit => unit.UnitCode));
        State(basis, e.Units, e.Sellers, e.Buyers);
        foreach (var unit in basis.Units)
            Unit(unit);
    }

    private void Assess(TaxAssessed e)
    {
        var basis = Bases[e.ContractNumber];
        var taxes = basis.Taxes ??= new();
        foreach (var account in taxes.Accounts.Keys.ToList())
            taxes.Accounts[account] = taxes.Accounts[account] with { Owed = 0, Assessed = false };
        foreach (var exemption in taxes.Exempted.Where(exemption => e.WithdrawnExemptions.Contains(exemption.Value)).ToList())
            taxes.Exempted.Remove(exemption.Key);
        foreach (var line in e.Lines)
        {
            var account = AccountOf(line.Tax, line.Side, line.Taxpayer);
            var known = taxes.Accounts.GetValueOrDefault(account);
            var owed = taxes.Exempted.ContainsKey(account) ? 0 : line.DueFen - line.ReductionFen;
            taxes.Accounts[account] = known with { Owed = known.Owed + owed, Assessed = true };
        }

        foreach (var gone in taxes.Exempted.Keys.Where(account => !taxes.Accounts[account].Assessed).ToList())
            taxes.Exempted.Remove(gone);
        taxes.MayDiffer |= basis.State == ContractState.Registered;
    }

    private void Exempt(TaxExempted e)
    {
        var taxes = Bases[e.ContractNumber].Taxes!;
        var account = AccountOf(e.Tax, e.Side, e.Taxpayer);
        taxes.Exempted[account] = e.Exemption;
        taxes.Accounts[account] = taxes.Accounts[account] with { Owed = 0 };
    }

    private void Pay(TaxPaid e)
    {
        var taxes = Bases[e.ContractNumber].Taxes!;
        foreach (var ticket in e.Tickets)
        {
            foreach (var line in ticket.Lines)
            {
                var account = AccountOf(line.Tax, line.Side, ticket.Taxpayer);
                BrokenInvariantException.Unless(taxes.Accounts.ContainsKey(account), 6, $"{e.ContractNumber}: {account} is paid but not assessed");
                taxes.Accounts[account] = taxes.Accounts[account] with { Paid = taxes.Accounts[account].Paid + line.AmountFen };
                taxes.Lines.Add($"{ticket.Number} {line.Tax} {line.Side} {line.UnitCode}", (account, line.AmountFen, 0));
            }
        }
    }

    private void Refund(TaxRefunded e)
    {
        var basis = Bases[e.ContractNumber];
        var taxes = basis.Taxes!;
        foreach (var refund in e.Refunds)
        {
            var key = $"{refund.Number} {refund.Tax} {refund.Side} {refund.UnitCode}";
            var (account, amount, before) = taxes.Lines[key];
            BrokenInvariantException.Unless(before + refund.AmountFen <= amount, 6, $"{key}: {before} + {refund.AmountFen} refunded of {amount}");
            taxes.Lines[key] = (account, amount, before + refund.AmountFen);
            taxes.Accounts[account] = taxes.Accounts[account] with { Refunded = taxes.Accounts[account].Refunded + refund.AmountFen };
        }

        if (e.Reason is RefundReason.HomeSwap or RefundReason.Annulled)
            taxes.MayDiffer = true;
        BrokenInvariantException.Unless(
            e.Reason != RefundReason.ContractFailed || !(basis.IsAlive || basis.State == ContractState.Registered), 6,
            $"{basis.Number} is {basis.State}: its tax was refunded as that of a failed one");
    }

    private void Release(FundsReleased e)
    {
        var fund = Funds[e.AgreementNumber];
        fund.Released += e.AmountFen;
        BrokenInvariantException.Unless(fund.Released <= fund.Arrived, 9, $"{e.AgreementNumber}: {fund.Released} paid out of {fund.Arrived}");
        var basis = Bases[fund.Contract];
        if (e.To == FundPayee.Seller && fund.Condition == ReleaseCondition.TransferRecorded)
            BrokenInvariantException.Unless(basis.State == ContractState.Registered, 9, $"{basis.Number} is {basis.State}: its seller was paid");
        if (e.To is FundPayee.Buyer or FundPayee.Lender)
        {
            BrokenInvariantException.Unless(
                !basis.IsAlive && basis.State != ContractState.Registered, 9, $"{basis.Number} is {basis.State}: its payer got money back");
        }
    }
}
