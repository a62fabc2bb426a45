namespace Ledger.Departments;

/// <summary>What a caller is to the department it calls: role of its certificate and relation of its organisation. Every caller is exactly one.</summary>
[Flags]
public enum CallerKind
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Without a client certificate, or with one that is no good.</summary>
    Anonymous = 1 << 0,

    /// <summary>Operator (clerk) of the department itself.</summary>
    OwnOperator = 1 << 1,

    /// <summary>Operator of another department of the four.</summary>
    DepartmentOperator = 1 << 2,

    /// <summary>Operator of a bank: a finance member that may hold mortgages.</summary>
    BankOperator = 1 << 3,

    /// <summary>Operator of an audit member.</summary>
    Auditor = 1 << 4,

    /// <summary>Administrator of the department itself.</summary>
    OwnAdministrator = 1 << 5,

    /// <summary>Administrator of another member.</summary>
    OtherAdministrator = 1 << 6,

    /// <summary>Node of a department of the four, this one included.</summary>
    Node = 1 << 7,

    /// <summary>Certificate of a signing key; signs envelopes, never calls.</summary>
    Signer = 1 << 8,

    /// <summary>Operators of all departments.</summary>
    Departments = OwnOperator | DepartmentOperator,

    /// <summary>Everyone whose certificate is good and may call at all.</summary>
    Members = Departments | BankOperator | Auditor | OwnAdministrator | OtherAdministrator | Node,

    /// <summary>Everyone.</summary>
    Everyone = Anonymous | Members | Signer,
}
