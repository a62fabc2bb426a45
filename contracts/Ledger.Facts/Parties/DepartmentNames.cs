using Ledger.V1;

namespace Ledger.Facts;

/// <summary>The parts that members play, as their <c>sys/member/</c> pages name them.</summary>
public static class DepartmentNames
{
    /// <summary>交易: sale contracts.</summary>
    public const string Transaction = "transaction";

    /// <summary>登记: the registry book.</summary>
    public const string Registration = "registration";

    /// <summary>税务: taxes on sales.</summary>
    public const string Tax = "tax";

    /// <summary>金融: the department itself, and the banks (lenders).</summary>
    public const string Finance = "finance";

    /// <summary>审计</summary>
    public const string Audit = "audit";

    /// <summary>The four departments, in the order of a deal.</summary>
    public static IReadOnlyList<string> All { get; } = [Registration, Transaction, Tax, Finance];

    /// <summary>A part in words; as it is named where it is none of these.</summary>
    public static Wording NameOf(string department) => department switch
    {
        Transaction => new("交易", Transaction),
        Registration => new("登记", Registration),
        Tax => new("税务", Tax),
        Finance => new("金融", Finance),
        Audit => new("审计", Audit),
        _ => new(department, department),
    };

    /// <summary>Whether the member is a bank: of finance, and may hold mortgages.</summary>
    public static bool IsBank(this Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.Department == Finance && member.Lender;
    }

    /// <summary>Whether the member is one of the four departments.</summary>
    public static bool IsDepartment(this Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.Department is Transaction or Registration or Tax || (member.Department == Finance && !member.Lender);
    }
}
