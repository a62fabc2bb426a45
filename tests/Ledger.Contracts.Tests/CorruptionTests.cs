using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Every field of every event, at any depth, is damaged in turn. The contract answers with findings, never with an
/// exception: on a peer that would stop the ledger. A text, hash or code that is not of its type is refused.
/// </summary>
public sealed class CorruptionTests
{
    public static TheoryData<string> Events() => [.. Cases().Select(entry => entry.Event.Descriptor.Name)];

    [Theory]
    [MemberData(nameof(Events))]
    public void A_damaged_field_is_refused_and_never_throws(string name)
    {
        var (ledger, signer, e) = Cases().First(entry => entry.Event.Descriptor.Name == name);
        ledger.Judge(signer, e).Accept();
        var damaged = 0;
        foreach (var (path, copy, mustRefuse) in Damage(e))
        {
            var outcome = ledger.Judge(signer, copy);
            Assert.False(mustRefuse && outcome.Accepted, $"{name}.{path} was accepted");
            damaged++;
        }

        Assert.True(damaged > 20);
    }

    private static IEnumerable<(TestLedger Ledger, Member Signer, IMessage Event)> Cases()
    {
        var opening = new SaleCase();
        yield return (opening.Ledger, Members.Registration, opening.FirstRegistration(SaleCase.Flat));
        yield return (opening.Ledger, Members.Registration, opening.Migration(SaleCase.Flat, e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages[0].BusinessNumber = "202102020001";
            e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
            e.Seizures.Add(Encumbrances.Seizure("（2021）粤1971执保124号", delivered: Day.Of(2021, 2, 2)));
        }));
        var open = Shared().Open();
        yield return (open.Ledger, Members.Transaction, open.Signing(e => e.Units[0].Land.Add(new LandShare
        {
            Parcel = SaleCase.Parcel[..19],
            Share = new V1.Share { Numerator = 1, Denominator = 5_919_380_256 },
        })));
        var signed = new SaleCase().ToSigned();
        yield return (signed.Ledger, Members.Transaction,
            new ContractFiled { Act = Acts.Of("F-07"), ContractNumber = signed.Number, FilingNumber = signed.Number, FilingDate = 20210511 });
        yield return (signed.Ledger, Members.Transaction,
            new ContractRevoked { Act = Acts.Of("F-07"), ContractNumber = signed.Number, Date = 20210511, Reason = "BY_AGREEMENT" });
        var filed = new SaleCase().ToFiled();
        yield return (filed.Ledger, Members.Tax, filed.Assessment());
        var assessed = new SaleCase().ToAssessed();
        yield return (assessed.Ledger, Members.Tax, assessed.Payment());
        yield return (assessed.Ledger, Members.Tax, new TaxExempted
        {
            Act = Acts.Of("F-07"),
            ContractNumber = assessed.Number,
            Date = 20210512,
            Tax = TaxKind.Income,
            Side = TaxSide.Transferor,
            Taxpayer = TestParty.An.Across(SaleCase.Flat),
            Exemption = "ONLY_HOME",
        });
        var failed = new SaleCase().ToPaid();
        failed.Revoke().Accept();
        yield return (failed.Ledger, Members.Tax, new TaxRefunded
        {
            Act = Acts.Of("F-07"),
            ContractNumber = failed.Number,
            Date = 20210520,
            Reason = RefundReason.ContractFailed,
            Refunds = { new Refund { Number = "344196210500000001", AmountFen = 1_200_000 } },
        });
        var paid = Shared().ToPaid();
        yield return (paid.Ledger, Members.Registration, paid.Transfer());
        foreach (var encumbrance in MortgageCases().Concat(SeizureCases()).Concat(PresaleCases()).Concat(ContractCases()))
            yield return encumbrance;
    }

    private static IEnumerable<(TestLedger Ledger, Member Signer, IMessage Event)> MortgageCases()
    {
        var open = new MortgageCase(Shared()) { Mortgagors = [new(TestParty.An), new(TestParty.Bo), new(TestParty.Chen, Signs: false)] };
        open.Sale.Owners = [new(TestParty.An, "2/3", 1), new(TestParty.Bo, "2/3", 1), new(TestParty.Chen, "1/3", 2)];
        (open.Terms.Mode, open.Terms.DeterminationStart, open.Terms.DeterminationEnd) = (MortgageMode.Maximum, 20210520, 20310520);
        open.Sale.Open();
        yield return (open.Ledger, Members.BankA, open.Signing());
        open.Sign().Accept();
        yield return (open.Ledger, Members.Registration, open.Registration());
        var registered = new MortgageCase(new SaleCase()).ToRegistered();
        registered.Sale.Signed = Day.Of(2021, 5, 20);
        registered.Sale.Sign().Accept();
        yield return (registered.Ledger, Members.BankA, registered.Consenting());
        yield return (registered.Ledger, Members.Registration, registered.Notice());
        yield return (registered.Ledger, Members.BankA, registered.Releasing());
        registered.Release().Accept();
        yield return (registered.Ledger, Members.Registration, registered.Cancellation());
    }

    private static IEnumerable<(TestLedger Ledger, Member Signer, IMessage Event)> SeizureCases()
    {
        var book = new SeizureBook(new TestLedger()).At(Day.Of(2021, 6, 1));
        yield return (book.Ledger, Members.Registration, book.Entry(1, change: e => e.Term.Days = 0));
        book.Enter(1).Accept();
        yield return (book.Ledger, Members.Registration, book.Renewal(1));
        yield return (book.Ledger, Members.Registration, book.Lifting(1));
    }

    private static IEnumerable<(TestLedger Ledger, Member Signer, IMessage Event)> PresaleCases()
    {
        var land = new PresaleCase().OpenLand();
        yield return (land.Ledger, Members.Transaction, land.Issuing());
        var permit = new PresaleCase().ToPermit();
        yield return (permit.Ledger, Members.Transaction, permit.Changing(PermitState.Valid, Day.Of(2021, 4, 2), "441900004001GB00012F0002"));
        permit.Publish(permit.Rows()).Accept();
        var survey = permit.Survey(permit.Sale.Area, PresaleCase.SecondFlat);
        (survey.Rows[0].Replaces, survey.Rows[0].CadastralId) = (SaleCase.Flat, Acts.Bytes(1));
        yield return (permit.Ledger, Members.Transaction, survey);
    }

    private static IEnumerable<(TestLedger Ledger, Member Signer, IMessage Event)> ContractCases()
    {
        var signed = new SaleCase(TestLedger.Two()).ToSigned();
        yield return (signed.Ledger, Members.Transaction, signed.Return());
        yield return (signed.Ledger, Members.Transaction, signed.Amendment(e => e.GuardianStatements.Add(Acts.Bytes(1))));
        var fund = new FundCase(signed);
        yield return (fund.Ledger, Members.Transaction, fund.Supervising());
        fund.Supervise().Accept();
        yield return (fund.Ledger, Members.BankA, fund.Depositing());
        fund.Deposit().Accept();
        var page = fund.Sale.Contract;
        (page.State, page.Registered) = (ContractState.Registered, 20210517);
        fund.Ledger.PutOld(PageKeys.Contract(fund.Sale.Number), page);
        yield return (fund.Ledger, Members.Transaction, fund.Releasing());
    }

    private static SaleCase Shared() => new()
    {
        OwnerKind = CoOwnership.Groups,
        Owners = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1), new(TestParty.Chen, "1/2", 2)],
        Sellers = [new(TestParty.Chen, "1/3", 2)],
        Sold = "1/3",
        Buyers = [new(TestParty.Dai)],
    };

    /// <summary>Copies of a message, each with one field damaged, and whether that must be refused.</summary>
    private static IEnumerable<(string Path, IMessage Copy, bool MustRefuse)> Damage(IMessage e)
    {
        foreach (var (path, change, mustRefuse) in Changes(e, []))
        {
            var copy = e.Descriptor.Parser.ParseFrom(e.ToByteArray());
            change(copy);
            yield return (path, copy, mustRefuse);
        }
    }

    private static IEnumerable<(string Path, Action<IMessage> Change, bool MustRefuse)> Changes(
        IMessage message, IReadOnlyList<(FieldDescriptor Field, int Index)> steps)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var path = string.Join('.', steps.Select(step => $"{step.Field.Name}[{step.Index}]").Append(field.Name));
            IMessage Target(IMessage root) => steps.Aggregate(root, (at, step) => step.Field.IsRepeated
                ? (IMessage)((System.Collections.IList)step.Field.Accessor.GetValue(at))[step.Index]!
                : (IMessage)step.Field.Accessor.GetValue(at));

            if (field.IsRepeated)
            {
                var list = (System.Collections.IList)field.Accessor.GetValue(message);
                yield return (path + " emptied", root => ((System.Collections.IList)field.Accessor.GetValue(Target(root))).Clear(), false);
                if (list.Count == 0)
                    continue;
                yield return (path + " doubled", root =>
                {
                    var items = (System.Collections.IList)field.Accessor.GetValue(Target(root));
                    items.Add(items[0]);
                }, path is not ("units[0].land" or "guardian_statements"));
                if (field.FieldType == FieldType.Message)
                {
                    for (var i = 0; i < list.Count; i++)
                    {
                        foreach (var change in Changes((IMessage)list[i]!, [.. steps, (field, i)]))
                            yield return change;
                    }
                }
                else
                {
                    yield return (path + " replaced", root =>
                    {
                        var items = (System.Collections.IList)field.Accessor.GetValue(Target(root));
                        items[0] = items[0] switch { ByteString => ByteString.CopyFrom(new byte[31]), uint => uint.MaxValue, _ => "张三" };
                    }, true);
                }

                continue;
            }

            yield return (path + " cleared", root => field.Accessor.Clear(Target(root)), false);
            if (field.FieldType == FieldType.Message)
            {
                if (field.Accessor.GetValue(message) is IMessage inner)
                {
                    foreach (var change in Changes(inner, [.. steps, (field, 0)]))
                        yield return change;
                }

                continue;
            }

            foreach (var (value, mustRefuse) in Values(field))
                yield return ($"{path} = {value}", root => field.Accessor.SetValue(Target(root), value), mustRefuse);
        }
    }

    private static IEnumerable<(object Value, bool MustRefuse)> Values(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => [("张三", true), ("x", true), (new string('9', 70_000), true)],
        FieldType.Bytes => [(ByteString.CopyFrom(new byte[31]), true), (ByteString.CopyFrom(new byte[33]), true)],
        FieldType.Enum => [(99, true), (-1, true)],
        FieldType.UInt32 => [(1u, false), (uint.MaxValue, false), (20_240_230u, false)],
        FieldType.UInt64 => [(1ul, false), (ulong.MaxValue, field.Name is not ("epoch" or "denominator")), (1_000_000_000_000_000ul, false)],
        _ => [],
    };
}
