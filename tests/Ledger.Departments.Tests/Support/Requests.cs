using Ledger.Log;
using Ledger.V1;
using DocumentField = Ledger.V1.DocumentField;

namespace Ledger.Departments.Tests;

/// <summary>Valid requests; a test changes one thing.</summary>
internal static class Requests
{
    public const string Flat = "441900004001GB00012F00010101";
    public const string Parcel = "441900004001GB00012W00000000";
    public const string Contract = "441900B21050000001";
    public const string BankA = "91441900MA00000238";
    private static readonly ulong Accepted = (ulong)new DateTimeOffset(2021, 1, 4, 2, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static PartyInput An => new() { DocumentType = 1, DocumentNumber = "441900188001010016", Name = "安甲" };

    public static PartyInput Bo => new() { DocumentType = 1, DocumentNumber = "441900188506150022", Name = "薄乙" };

    public static RegistrationWriteRequest Opening(string unit = Flat, int serial = 1)
        => Write(new RegistrationAct { OpenFirstRegistration = OpeningAct(unit, serial) });

    public static TransactionWriteRequest Sale(string contract = Contract, string unit = Flat)
        => new() { Context = TestCity.NewContext(), Acts = { new TransactionAct { SignContract = SaleAct(contract, unit) } } };

    /// <summary>Acts of registration in one request.</summary>
    public static RegistrationWriteRequest Write(params RegistrationAct[] acts) => new() { Context = TestCity.NewContext(), Acts = { acts } };

    public static OpenFirstRegistrationRequest OpeningAct(string unit = Flat, int serial = 1) => new()
    {
        Recording = new() { AcceptanceNumber = $"20210104{serial:D4}", AcceptanceTimeMs = Accepted, RecordingDate = "2021-01-05" },
        Opening = new()
        {
            UnitCode = unit,
            BusinessNumber = $"20210104{serial + 5000:D4}",
            RightType = unit[19] == 'W' ? 3u : 4u,
            Use = 10,
            Area = "89.5",
            CoOwnership = CoOwnership.Single,
            Owners = { new OwnerInput { Party = An, Certificate = $"粤（2021）东莞不动产权第{serial:D7}号" } },
        },
        Document = new() { Fields = { new DocumentField { Name = "address", Value = "莞城街道一号" } } },
    };

    private static SignContractRequest SaleAct(string contract, string unit) => new()
    {
        ContractNumber = contract,
        Kind = ContractKind.Stock,
        SigningDate = "2021-05-10",
        Price = new() { Value = "1200000" },
        Sellers = { An },
        Buyers = { Bo },
        Units =
        {
            new ContractUnitInput
            {
                UnitCode = unit,
                Share = "1/1",
                Area = "89.50",
                Sellers = { new StakeInput { Party = 0 } },
                Buyers = { new StakeInput { Party = 0 } },
                BuyerCoOwnership = CoOwnership.Single,
            },
        },
        Document = new() { Fields = { new DocumentField { Name = "payment", Value = "transfer" } } },
    };

    public static PrepareRequest MortgageContract(TestOrganisation bank, string number = "DK2021-001", string unit = Flat) => new()
    {
        Context = TestCity.NewContext(),
        KeyId = Google.Protobuf.ByteString.CopyFrom(bank.Signer.Signer.KeyId().Span),
        Acts =
        {
            new FinanceAct
            {
                SignMortgageContract = new()
                {
                    Mortgage = new() { Mortgagee = bank.Member.CreditCode, ContractNumber = number },
                    Terms = new()
                    {
                        Mode = MortgageMode.General,
                        Amount = new() { Value = "60", Unit = AmountUnit.WanYuan },
                        TermFirstDay = "2021-05-01",
                        TermLastDay = "2041-04-30",
                        Scope = 1,
                    },
                    SigningDate = "2021-04-20",
                    Units = { new MortgageContractUnitInput { UnitCode = unit, Share = "1/1" } },
                    Mortgagors = { An },
                },
            },
        },
    };

    /// <summary>The registration of what <see cref="MortgageContract"/> agrees.</summary>
    public static RegistrationWriteRequest MortgageRegistration(TestOrganisation bank, string number = "DK2021-001", string unit = Flat)
    {
        var contract = MortgageContract(bank, number, unit).Acts[0].SignMortgageContract;
        var act = new RegisterMortgageRequest
        {
            Recording = new()
            {
                AcceptanceNumber = "202105060001",
                AcceptanceTimeMs = (ulong)new DateTimeOffset(2021, 5, 6, 2, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                RecordingDate = "2021-05-07",
            },
            Mortgage = contract.Mortgage,
            Terms = contract.Terms,
            Certificate = "粤（2021）东莞不动产证明第0000001号",
            Units = { new MortgageUnitInput { UnitCode = unit, BusinessNumber = "202105065001", Rank = 1, Share = "1/1" } },
            Document = new() { Fields = { new DocumentField { Name = "application.form", Value = "抵押" } } },
        };
        return Write(new RegistrationAct { RegisterMortgage = act });
    }
}
