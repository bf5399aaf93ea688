package dev.kintsugi.local.template;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.workspace.Workspaces;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a handler can reach of the world: every call to a port that some path of its code leads to, found in the class files.
 * A call through an interface of ours may land in every class that is made on the way.
 *
 * @param calls {@code Executions.start} and the like
 * @param starts the machines that are started
 * @param tables the tables whose keys are made
 */
record Reach(Set<String> calls, Set<Machine> starts, Set<Table> tables) {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.kintsugi.core", "dev.kintsugi.handlers");

    /** Where the code of ours ends: what stands behind these is an adapter. */
    private static final Set<String> PORTS = Stream.of(
                    Executions.class,
                    Queues.class,
                    CheckReports.class,
                    Records.class,
                    CodingModel.class,
                    ModelCatalog.class,
                    Workspaces.class)
            .map(Class::getName)
            .collect(Collectors.toSet());

    static Reach of(String handler) {
        Walk walk = new Walk();
        JavaClass entry = HOUSE.get(handler);
        entry.getMethods().forEach(walk::meet);
        // On Lambda the ports are AWS's, whichever constructor is called; the other one tells which of them are used.
        entry.getConstructors().stream()
                .filter(made -> made.getRawParameterTypes().size() == 1)
                .forEach(walk::meet);
        walk.toTheEnd();
        return new Reach(walk.calls, walk.starts, walk.tables);
    }

    private static final class Walk {
        private final Set<String> calls = new TreeSet<>();
        private final Set<Machine> starts = new TreeSet<>();
        private final Set<Table> tables = new TreeSet<>();
        private final Set<JavaCodeUnit> met = new HashSet<>();
        private final Deque<JavaCodeUnit> ahead = new ArrayDeque<>();
        private final Set<JavaClass> made = new HashSet<>();
        private final Set<AccessTarget.CodeUnitAccessTarget> virtual = new HashSet<>();

        void meet(JavaCodeUnit unit) {
            if (met.add(unit)) {
                ahead.add(unit);
            }
        }

        void toTheEnd() {
            while (!ahead.isEmpty()) {
                follow(ahead.poll());
            }
        }

        private void follow(JavaCodeUnit unit) {
            unit.getFieldAccesses().forEach(this::read);
            Stream.of(
                            unit.getMethodCallsFromSelf(),
                            unit.getMethodReferencesFromSelf(),
                            unit.getConstructorCallsFromSelf(),
                            unit.getConstructorReferencesFromSelf())
                    .flatMap(Set::stream)
                    .map(access -> (JavaAccess<? extends AccessTarget.CodeUnitAccessTarget>) access)
                    .forEach(access -> call(unit, access.getTarget()));
        }

        private void read(JavaFieldAccess access) {
            JavaClass owner = access.getTargetOwner();
            if (owner.isEquivalentTo(Table.class)) {
                constant(Table.class, access).ifPresent(tables::add);
            } else {
                begin(owner);
            }
        }

        private void call(JavaCodeUnit from, AccessTarget.CodeUnitAccessTarget target) {
            JavaClass owner = target.getOwner();
            if (PORTS.contains(owner.getName())) {
                calls.add(owner.getSimpleName() + "." + target.getName());
                if (owner.isEquivalentTo(Executions.class) && target.getName().equals("start")) {
                    from.getFieldAccesses().stream()
                            .filter(access -> access.getTargetOwner().isEquivalentTo(Machine.class))
                            .flatMap(access -> constant(Machine.class, access).stream())
                            .forEach(starts::add);
                }
                return;
            }
            if (!HOUSE.contain(owner.getName())) {
                return;
            }
            begin(owner);
            if (target instanceof AccessTarget.ConstructorCallTarget) {
                make(owner);
            }
            target.resolveMember().ifPresent(member -> meet((JavaCodeUnit) member));
            if (virtual.add(target)) {
                made.forEach(known -> land(target, known));
            }
        }

        /** From now on calls through what it extends or implements may land in it. */
        private void make(JavaClass type) {
            if (made.add(type)) {
                Set.copyOf(virtual).forEach(target -> land(target, type));
            }
        }

        private void land(AccessTarget.CodeUnitAccessTarget target, JavaClass type) {
            if (!type.equals(target.getOwner())
                    && type.isAssignableTo(target.getOwner().getName())) {
                type.getMethods().stream()
                        .filter(method -> method.getName().equals(target.getName())
                                && method.getRawParameterTypes().equals(target.getRawParameterTypes()))
                        .forEach(this::meet);
            }
        }

        private void begin(JavaClass type) {
            if (HOUSE.contain(type.getName())
                    && !type.isEquivalentTo(Table.class)
                    && !type.isEquivalentTo(Machine.class)) {
                type.getStaticInitializer().ifPresent(this::meet);
            }
        }

        private static <E extends Enum<E>> Optional<E> constant(Class<E> type, JavaFieldAccess access) {
            return Stream.of(type.getEnumConstants())
                    .filter(one -> one.name().equals(access.getName()))
                    .findFirst();
        }
    }
}
