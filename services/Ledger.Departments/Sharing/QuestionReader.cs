using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Reads a question: form alone, so that a fault tells nothing of what the department keeps.</summary>
internal static class QuestionReader
{
    private const int MostBytes = 2048;
    private const int MostPersons = 12;
    private const int LongestFile = 64;

    /// <summary>Reads a question.</summary>
    /// <param name="input">Takes the faults.</param>
    /// <param name="question">As it was put.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="answer">What it is answered by; null for nothing.</param>
    /// <param name="today">Day of UTC+8 that has come.</param>
    public static AskedQuestion? Read(InputReader input, SharedQuestion question, Member asker, ISharedAnswer? answer, Day today)
    {
        var unit = input.UnitCode(question.UnitCode, "question.unit_code");
        var purpose = input.Text<ReasonCode>(question.Purpose, "question.purpose");
        var basis = Basis(input, question, asker);
        if (question.CalculateSize() > MostBytes)
            input.Fault("question", "问题过长", $"the question has {question.CalculateSize()} bytes", $"at most {MostBytes}");
        var read = new AskedQuestion(
            question.Item, purpose, unit!, basis, asker.CreditCode, asker.IsBank() ? SharingJudge.Bank : asker.Department, question)
        {
            Contract = answer?.Asks.HasFlag(AskedFor.Contract) == true ? input.Text<ContractNumber>(question.ContractNumber, "question.contract_number") : "",
            PriceFen = answer?.Asks.HasFlag(AskedFor.Price) == true ? Price(input, question) : 0,
            Certificate = answer?.Asks.HasFlag(AskedFor.Certificate) == true ? Certificate(input, question) : null,
            Persons = answer?.Asks.HasFlag(AskedFor.Persons) == true ? Persons(input, question, today) : [],
        };
        return unit is null ? null : read;
    }

    private static SharingBasis Basis(InputReader input, SharedQuestion question, Member asker)
    {
        switch (question.BasisCase)
        {
            case SharedQuestion.BasisOneofCase.Authorisation:
                input.Text<OfficeNumber>(question.Authorisation.Number, "question.authorisation.number");
                if (question.Authorisation.Salt.Length != SharedHash.SaltSize)
                    input.Fault("question.authorisation.salt", "授权的盐长度不对", "the salt of the authorisation has another length", $"{SharedHash.SaltSize} bytes");
                return SharingBasis.Owner;
            case SharedQuestion.BasisOneofCase.OfficialFile:
                if (asker.IsBank())
                    input.Fault("question.official_file", "只有部门可以凭公文查询", "only departments ask by an official file", "an owner's authorisation");
                if (question.OfficialFile.Length is 0 or > LongestFile)
                    input.Fault("question.official_file", "公文编号无效", "the file number is empty or too long", $"1 to {LongestFile} characters");
                input.Words(question.OfficialFile, "question.official_file");
                return SharingBasis.Duty;
            default:
                input.Fault("question.basis", "未说明查询依据", "no basis is stated", "an owner's authorisation, or an official file");
                return SharingBasis.Unspecified;
        }
    }

    private static ulong Price(InputReader input, SharedQuestion question)
    {
        if (question.Price is not { Unit: AmountUnit.Yuan or AmountUnit.WanYuan } price)
        {
            input.Missing("question.price");
            return 0;
        }

        var unit = price.Unit == AmountUnit.Yuan ? MoneyUnit.Yuan : MoneyUnit.TenThousandYuan;
        input.Rate(question.VatRate, "question.vat_rate");
        if (WrittenMoney.TryParse(price.Value, unit, out var money, out _, out var error))
            return money.Fen;
        input.Fault("question.price.value", error);
        return 0;
    }

    private static CertificateId? Certificate(InputReader input, SharedQuestion question)
    {
        if (question.Certificate is { Legacy: false } stated)
            return new() { Number = input.Text<CertificateNumber>(stated.Number, "question.certificate.number") };
        input.Fault("question.certificate", "请给出不动产权证书号", "a certificate of this registry is wanted", "粤（2021）东莞不动产权第0000001号");
        return null;
    }

    private static List<PersonId> Persons(InputReader input, SharedQuestion question, Day today)
    {
        input.Count(question.Persons.Count, "question.persons", most: MostPersons);
        var persons = new List<PersonId>();
        for (var i = 0; i < question.Persons.Count; i++)
        {
            var stated = question.Persons[i];
            if (!StatedIdentity.TryRead(stated.DocumentType, stated.DocumentNumber, today, ofOldBook: false, out var identity, out var error))
                input.Fault($"question.persons[{i}].document_number", error);
            else if (identity.Person is { } person)
                persons.Add(person);
            else
                input.Fault($"question.persons[{i}]", "应为自然人", "it is an organisation", "a person of the family");
        }

        return persons;
    }
}
